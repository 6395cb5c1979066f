## Préparer un signalement (/signalement)

child-report-start =
    Un enfant ou un jeune est en danger, ou risque de l'être : vous pouvez préparer ici le document à remettre. Si c'est maintenant, appelez d'abord.

    Trois questions séparent ce que vous avez constaté, ce qui a été dit, et ce que vous en pensez. Le bot ne garde rien de ce que vous écrivez : le document est fait en mémoire et vous est donné ; il reste dans votre Telegram tant que vous ne l'effacez pas. Seul le nombre de documents est compté. Parlez-en à la coordination, et à la personne si cela ne la met pas en danger.
    .title = Préparer un signalement
button-child-report = Commencer
child-report-facts =
    Ce que vous avez constaté vous-même : quand, où, quoi, combien de fois. Sans nom, sans pseudo : vous les ajouterez sur le document.
    .title = { $number }/3 · Les faits
child-report-words =
    Ce qui vous a été dit, mot à mot si possible, entre guillemets, et par qui (la personne, un proche, un collègue).
    .title = { $number }/3 · Les paroles
child-report-impressions =
    Ce que vous en pensez, et ce qui vous inquiète. Dites que c'est votre impression.
    .title = { $number }/3 · Vos impressions
child-report-ready =
    { $written ->
        [3] Les trois parties sont écrites.
       *[other] Le bot a redémarré et ne se souvient plus de tout. Réécrivez ce qui manque.
    } Relisez vos messages au-dessus ; réécrire une partie remplace la précédente.
    .title = Votre document
button-child-report-document = Recevoir le document
button-child-report-facts = Réécrire les faits
button-child-report-words = Réécrire les paroles
button-child-report-impressions = Réécrire les impressions
button-child-report-drop = Oublier ce que j'ai écrit
child-report-dropped = Le bot ne se souvient plus de rien. Effacez aussi vos messages au-dessus.
toast-child-report-forgotten = Il manque une partie.
child-report-forgotten = Le bot a redémarré et ne se souvient plus de ce que vous aviez écrit. Reprenez avec /signalement.
child-report-not-made = Le document n'a pas pu être fait ici. Vos réponses sont dans vos messages au-dessus : copiez-les dans le formulaire du département.
child-report-document = Ouvrez-le, complétez les noms et les lieux, relisez, remettez-le par un canal sûr. Puis effacez-le d'ici : appuyez sur le message, « Supprimer ».
child-report-file-name = a-completer-{ $day }
letter-title = Information à l'intention de la protection de l'enfance ({ $structure }, { $day })
letter-who = Qui écrit
letter-who-blank = Nom, fonction, structure, téléphone : à compléter.
letter-about = De qui il s'agit
letter-about-blank = Nom, prénom, âge ou date de naissance, adresse, école, si vous les connaissez : à compléter.
letter-facts = Faits constatés
letter-words = Paroles rapportées
letter-impressions = Impressions de la personne qui écrit
letter-done = Ce qui a déjà été fait
letter-done-blank = Numéros appelés, personnes prévenues : à compléter.
letter-informed = La personne et ses parents sont-ils informés ?
letter-informed-blank = Oui ou non, et pourquoi : à compléter.

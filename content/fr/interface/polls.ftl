## Donne ton avis : une question de l'équipe

button-opinions = Donner mon avis
opinions = Une question, une réponse, et personne ne sait qui a dit quoi : ni l'équipe ({ $structure }), ni moi. À la fin, je te montre ce que les autres ont répondu.
    .title = Donne ton avis
    .vous = Une question, une réponse, et personne ne sait qui a dit quoi : ni l'équipe ({ $structure }), ni moi. À la fin, je vous montre ce que les autres ont répondu.
    .title-vous = Donnez votre avis
opinions-none = L'équipe ({ $structure }) ne demande rien en ce moment. Les questions apparaîtront ici.
button-poll-over = Résultats : { $question }
poll-how = Une réponse par personne, jusqu'au { $day }, { $time }. Elle ne se change pas après : je n'ai gardé que le compte, pas qui l'a donnée.
poll-scale = De 1 (pas du tout) à 5 (tout à fait).
poll-answered = C'est compté, merci. Les résultats seront ici après le { $day }, { $time }.
poll-counting = C'est fini depuis le { $day }, { $time }. Les résultats arrivent dans quelques minutes.
poll-over = C'est fini. Les réponses sont comptées par paquets de cinq : personne ne peut y être reconnu.
poll-gone = Cette question n'est plus là.
toast-poll-answered = C'est déjà compté, ou c'est fini.

## La coordination (/sonder)

polls =
    Une question aux jeunes d'un territoire, à choix ou de 1 à 5. Elle se trouve dans /lieux, « Donner mon avis » ; personne n'est dérangé.

    Une réponse par personne, sans savoir qui a répondu quoi. Les résultats ne se voient qu'à la fin, vous comme les jeunes, par paquets de cinq. Pas de question sur ce que quelqu'un a vécu.
    .title = Sondages
button-poll-write = Poser une question
button-polls = Toutes les questions
poll-write =
    Un seul message. Sur la première ligne, la question ({ $question } signes au plus). En dessous, un choix par ligne ({ $most } au plus, { $choice } signes chacun). Sans choix, on répond de 1 à 5.

    Vous la verrez avant de la poser.
    .title = Votre question
poll-unfit-empty = Il n'y a pas de question. Rien n'est gardé, vous pouvez récrire.
poll-unfit-long-question = La question est trop longue : { $question } signes au plus. Rien n'est gardé, vous pouvez récrire.
poll-unfit-long-choice = Un choix est trop long : { $choice } signes au plus, pour tenir sur un bouton. Rien n'est gardé, vous pouvez récrire.
poll-unfit-few = Un seul choix n'en est pas un : deux au moins, ou aucun pour une note de 1 à 5. Rien n'est gardé, vous pouvez récrire.
poll-unfit-many = Il y a trop de choix : { $most } au plus. Rien n'est gardé, vous pouvez récrire.
poll-unfit-twice = Deux choix sont les mêmes. Rien n'est gardé, vous pouvez récrire.
poll-unfit-tells-who = Il y a un numéro, une adresse ou un nom qui n'est celui d'aucun service des fiches. Rien n'est gardé, vous pouvez récrire.
poll-where = Pour les jeunes de quel territoire ?
poll-preview = Voici ce qui sera demandé. Pendant combien de temps ?
button-poll-lasts = Pendant { $days } jours
button-poll-drop = Abandonner
poll-lost = Je n'ai plus ce texte (le programme a redémarré, ou le territoire a changé). Rien n'est demandé : écrivez-le de nouveau avec /sonder.
poll-dropped = C'est abandonné. Rien n'est demandé, rien n'est gardé.
poll-full = Deux questions sont déjà ouvertes dans ce territoire : terminez-en une d'abord.
poll-card-open = Posée par { $name }, pour : { $place }. Jusqu'au { $day }, { $time }. Personne ne voit les réponses avant.
    .title = Question ouverte
poll-card-sure = La terminer maintenant ? Les résultats seront montrés, et on ne pourra plus répondre.
poll-card-over = Posée par { $name }, pour : { $place }. Oubliée un mois après sa fin.
poll-forgotten = Cette question est oubliée : on les garde un mois après leur fin.
button-poll-end = Terminer maintenant
button-poll-end-sure = Oui, terminer
toast-poll-over = C'est déjà fini.
act-poll-opened = { $name } pose la question n° { $detail } aux jeunes
act-poll-ended = { $name } termine la question n° { $detail }

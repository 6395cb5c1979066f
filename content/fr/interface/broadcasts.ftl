## Rester au courant : des alertes de prévention, pour qui le demande

button-following = Rester au courant
theme-harcelement = Harcèlement en ligne
theme-arnaques = Arnaques
theme-infos = Fausses infos
theme-reseaux = Réseaux, jeux et écrans
theme-agenda = Ce qui se passe ici
following =
    Choisis ce dont tu veux des nouvelles. De temps en temps, l'équipe ({ $structure }) envoie un message court : une arnaque qui tourne, un outil nouveau, un rendez-vous. Jamais la nuit, sans sonner, et rien d'autre.

    Je garde seulement les thèmes choisis. Pour arrêter : le bouton sous chaque message, ou le mot « stop ».
    .title = Rester au courant
    .vous =
    Choisissez ce dont vous voulez des nouvelles. De temps en temps, l'équipe ({ $structure }) envoie un message court : une arnaque qui tourne, un outil nouveau, un rendez-vous. Jamais la nuit, sans sonner, et rien d'autre.

    Je garde seulement les thèmes choisis. Pour arrêter : le bouton sous chaque message, ou le mot « stop ».
button-follow = Recevoir : { $theme }
button-unfollow = Ne plus recevoir : { $theme }
button-no-more = Ne plus recevoir
unfollowed = C'est arrêté : plus de message sur « { $theme } ».
followed-nothing = C'est arrêté : plus aucune alerte. Le reste ne change pas.
broadcast-title = { $theme }
broadcast-why = { $structure }. Tu reçois ce message parce que tu l'as demandé.
    .vous = { $structure }. Vous recevez ce message parce que vous l'avez demandé.
about-following = Tu reçois des nouvelles de : { $themes }. On garde ces thèmes jusqu'à ce que tu arrêtes (« stop », ou dans /lieux).
    .vous = Vous recevez des nouvelles de : { $themes }. On garde ces thèmes jusqu'à ce que vous arrêtiez (« stop », ou dans /lieux).
broadcast-gone = Ce message n'est plus là.

## La coordination (/diffuser)

broadcasts =
    Une alerte de prévention part vers les personnes qui ont demandé son thème, et vers elles seules.

    Elle sert à prévenir et à proposer de l'aide. Rien d'autre : ni communication de la ville ou de la structure, ni élections, ni appel à venir soutenir quelqu'un. Elle ne nomme personne et ne raconte rien d'une conversation.

    Une autre personne de la coordination l'approuve avant l'envoi. Qui l'a écrite, approuvée ou arrêtée reste dans /journal.
    .title = Alertes de prévention
button-broadcast-write = Écrire une alerte
button-broadcasts = Toutes les alertes
button-broadcast = { $theme }, { $day } : { $state }
broadcast-state-proposed = à approuver
broadcast-state-approved = approuvée
broadcast-state-sending = en cours
broadcast-state-sent = envoyée
broadcast-state-refused = non envoyée
broadcast-state-stopped = arrêtée
broadcast-write =
    Un seul message, { $most } signes au plus, en tutoyant : ce qui se passe, ce qu'on peut faire, à qui en parler. Un numéro seulement s'il est celui d'un service des fiches.

    Vous le verrez tel qu'il sera reçu avant de le proposer.
    .title = Votre alerte
broadcast-unfit-short = C'est trop court pour être compris : { $least } signes au moins. Rien n'est gardé, vous pouvez récrire.
broadcast-unfit-long = C'est trop long : { $most } signes au plus. Rien n'est gardé, vous pouvez récrire.
broadcast-unfit-tells-who = Il y a un numéro, une adresse ou un nom qui n'est celui d'aucun service des fiches. Une alerte ne désigne personne. Rien n'est gardé, vous pouvez récrire.
broadcast-draft = Quel thème ? Seules les personnes qui l'ont demandé recevront l'alerte.
broadcast-where = Pour quel territoire ?
broadcast-everywhere = Tous les territoires
broadcast-preview = Voici ce qui sera reçu. Quand doit-elle partir ? Jamais la nuit : le soir, elle attend le lendemain matin.
button-broadcast-now = Dès qu'elle est approuvée
button-broadcast-morning = Demain à 10 h
button-broadcast-evening = Demain à 17 h 30
button-broadcast-drop = Abandonner
broadcast-lost = Je n'ai plus ce texte (le programme a redémarré, ou le territoire a changé). Rien n'est parti : écrivez-le de nouveau avec /diffuser.
broadcast-dropped = C'est abandonné. Rien n'est parti, rien n'est gardé.
broadcast-alone = Il faut une deuxième personne de la coordination pour approuver, et il n'y en a pas qui soit joignable. Rien n'est parti. Pour inviter quelqu'un : /equipe.
broadcast-card-proposed =
    Proposée par { $name }, pour : { $place }. Départ : { $day }, { $time }, une fois approuvée par quelqu'un d'autre.
    .title = Alerte à approuver
broadcast-card-approved =
    Écrite par { $name }, approuvée par { $other }. Pour : { $place }. Départ : { $day }, { $time }.
    .title = Alerte approuvée
broadcast-card-sending =
    Écrite par { $name }, approuvée par { $other }. Pour : { $place }. Elle part peu à peu, derrière les messages des personnes : { $tenths } dixièmes du chemin sont faits.
    .title = Envoi en cours
broadcast-card-sent =
    Écrite par { $name }, approuvée par { $other }. Pour : { $place }. Toutes les personnes qui pouvaient la recevoir l'ont, ou l'auront dans un instant. Combien : dans /stats, protégé comme tous les chiffres.
    .title = Alerte envoyée
broadcast-card-refused =
    Écrite par { $name }. Elle n'a pas été approuvée, ou elle a été retirée : rien n'est parti.
    .title = Alerte non envoyée
broadcast-card-stopped =
    Écrite par { $name }, approuvée par { $other }. L'envoi est arrêté : plus personne ne la recevra, sauf les messages déjà en route. Il s'arrête aussi de lui-même quand l'une des deux personnes quitte la coordination.
    .title = Envoi arrêté
broadcast-forgotten = Cette alerte est oubliée : on les garde trois mois.
button-broadcast-approve = Approuver
button-broadcast-refuse = Refuser
button-broadcast-withdraw = Retirer
button-broadcast-look = Où en est-on ?
button-broadcast-stop = 🛑 Arrêter l'envoi
toast-broadcast-over = C'est déjà décidé, ou c'est la vôtre : voyez où elle en est.
act-broadcast = n° { $number } ({ $theme })
act-broadcast-proposed = { $name } propose l'alerte { $detail }
act-broadcast-approved = { $name } approuve l'alerte { $detail }
act-broadcast-refused = { $name } ne laisse pas partir l'alerte { $detail }
act-broadcast-stopped = { $name } arrête l'envoi de l'alerte { $detail }
act-broadcast-lapsed = l'envoi de l'alerte { $detail } s'arrête de lui-même

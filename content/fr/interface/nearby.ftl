## Les lieux (/lieux)

nearby =
    Ces lieux accueillent sans juger. Tu cherches quoi ?
    .vous = Ces lieux accueillent sans juger. Que cherchez-vous ?
    .title = Des lieux : { $territory }
nearby-none = Aucun lieu n'est encore inscrit pour { $territory }. L'équipe en connaît : demande-lui.
    .vous = Aucun lieu n'est encore inscrit pour { $territory }. L'équipe en connaît : demandez-lui.
nearby-nothing = Je n'ai rien trouvé de ce côté. L'équipe connaît d'autres adresses : demande-lui.
    .vous = Je n'ai rien trouvé de ce côté. L'équipe connaît d'autres adresses : demandez-lui.
nearby-no-events = Rien n'est annoncé pour l'instant.
nearby-where =
    Envoie ta position : le trombone, puis « Localisation ». Elle sert une fois, pour calculer les distances. Elle n'est ni gardée ni montrée à l'équipe, mais Telegram la reçoit.
    Si quelqu'un surveille ton téléphone, choisis plutôt dans la liste.
    .vous =
        Envoyez votre position : le trombone, puis « Localisation ». Elle sert une fois, pour calculer les distances. Elle n'est ni gardée ni montrée à l'équipe, mais Telegram la reçoit.
        Si quelqu'un surveille votre téléphone, choisissez plutôt dans la liste.
nearby-step-free = Accès sans marche
nearby-metres = à { $metres } m
nearby-kilometres = à { $kilometres } km environ
nearby-event-times = { $day }, de { $starts } à { $ends }
button-nearby = Lieux près de toi
    .vous = Lieux près de vous
button-nearby-open = Ouverts maintenant
button-nearby-all = Tous les lieux
button-nearby-here = Près de moi
button-nearby-events = Ce qui se passe bientôt
button-nearby-back = Les lieux
need-imprimer = Imprimer
need-ordinateur = Un ordinateur
need-parler = Parler à quelqu'un
need-droits = Mes droits
need-manger = Manger
need-dormir = Dormir
button-event-file = Dans mon calendrier
nearby-which = Lequel ? Le fichier s'ouvre avec le calendrier du téléphone : n'importe qui qui regarde ce calendrier le verra.
event-file = Ouvre ce fichier pour l'ajouter au calendrier du téléphone. Je ne garde rien de ce choix.
    .vous = Ouvrez ce fichier pour l'ajouter au calendrier du téléphone. Je ne garde rien de ce choix.

## Les réponses prêtes (/modele)

canned-groups = Choisissez un moment. Rien ne part avant que vous touchiez « Envoyer ».
    .title = Les réponses prêtes
canned-of-group = Touchez une réponse pour la lire. Pour la changer, copiez-la et envoyez votre version : une phrase à soi touche toujours plus.
    .title = { $group }
canned-formal = { $title } · vous
canned-gone = Cette réponse n'existe plus.
button-canned-groups = Les moments
button-copy-canned = Modifier avant : copier
toast-canned-sent = Envoyé à { $pseudonym }
canned-ouvrir = Ouvrir
canned-attendre = Accueillir, attendre
canned-confidentialite = Confidentialité
canned-danger = Danger
canned-preuves = Preuves
canned-orienter = Orienter
canned-absence = Absence
canned-fin = Terminer
canned-reprise = Reprendre contact

### Ce qui évite de se tromper : confirmer, rattraper, savoir quoi écrire.

## L'équipe : ce qu'une commande ne connaît pas
nobody-of-that-name = Personne n'attend sous ce nom.
close-no-such = Vous n'avez pas de conversation sous ce nom. Voici les vôtres : laquelle voulez-vous clore ?

## L'équipe : clore, une dernière question
close-confirm =
    Issue : { $outcome }. La conversation s'arrête pour vous deux, et { $pseudonym } l'apprend.
    .title = Clore avec { $pseudonym } ?
button-close-now = Oui, clore avec { $pseudonym }
button-other-outcome = Choisir une autre issue
button-keep-open = Ne pas clore

## L'équipe : ses propres coordonnées
ask-whom-tells =
    Il semble contenir un numéro, une adresse, un nom ou un lieu. Ne donnez pas vos coordonnées personnelles : la personne pourrait vous écrire quand vous n'êtes plus là.
    .title = Ce message dit qui ou où vous êtes : l'envoyer quand même ?
edit-tells-who = Votre modification semble contenir un numéro, une adresse ou un nom : elle n'est pas transmise. Écrivez-la dans un nouveau message, je vous demanderai avant de l'envoyer.

## L'équipe : un parent, un professionnel
first-questions-parents =
    « Quel âge a votre enfant ? » « Où est-il en ce moment, est-il en sécurité ? » « Qu'est-ce qui vous inquiète le plus ? » « Sait-il que vous nous écrivez ? » « Qu'avez-vous déjà essayé ? »
    .title = Pour commencer avec un parent
first-questions-professionals =
    « Dans quel cadre connaissez-vous cette personne ? » « Est-elle en sécurité en ce moment ? » « Sait-elle que vous nous écrivez ? » « Qui d'autre est prévenu ? » « Qu'attendez-vous de nous : un avis, un contact, un relais ? » Pas de nom ici.
    .title = Pour commencer avec un professionnel

## Les fiches : ce qui ne tient pas sur un écran
button-more-links = 📱 Les sites et les tchats
more-links = Tous les sites et les tchats de cette fiche :

## Les numéros d'urgence : revenir à ce qu'on lisait
toast-numbers-away = Les numéros restent à un mot d'ici : /urgence

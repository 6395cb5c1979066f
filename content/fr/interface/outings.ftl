## Aller vers : liens, affiches, sorties

sent-by = La structure qui t'a donné ce lien :
    .vous = La structure qui vous a donné ce lien :

outing-which-territory = Pour quel territoire est cette sortie ?
outing-where =
    Où allez-vous ? Un lien tracé est fait pour cette sortie : à donner, à coller, à imprimer.
    .title = Préparer une sortie
outing-now =
    { $territory }, { $day }.{ $together ->
        [0] {""}
       *[other] {" "}Avec { $names }.
    }
    Les affiches parlent de : { $topic }.

    Venues par le lien : { $came }
    Échanges notés : { $talked }
    Orientations notées : { $referred }
    Notes gardées : { $notes }

    /sortie et quelques mots garde une note, sans nom de jeune.
    .title = Sortie : { $ground }
outing-sum =
    { $territory }, { $day }.{ $together ->
        [0] {""}
       *[other] {" "}Avec { $names }.
    }

    Venues par le lien : { $came }
    Échanges notés : { $talked }
    Orientations notées : { $referred }
    Notes gardées : { $notes }

    Ces nombres sont pour vous et qui sortait avec vous. Les chiffres publiés, eux, sont protégés.
    .title = Sortie terminée : { $ground }
outing-about = De quoi parlent les affiches ? Le lien ouvrira ce sujet juste après l'accueil.
outing-any-topic = De tout
outing-when = Quel jour ?
outing-with = { $count ->
    [0] Pour l'instant, il n'y a que vous dans l'équipe.
   *[other] Qui vient avec vous ? Chacun est prévenu, note avec vous et lit le bilan.
}
outing-joined =
    { $name } vous compte dans une sortie, { $day }. Vous notez dans le même compte.
    .title = Sortie : { $ground }
outing-noted = C'est gardé avec la sortie. Qui sortait avec vous le lira à la fin.
outing-note-when = Aucune sortie en cours : la note n'est pas gardée. Commencez avec /sortie.
outing-link =
    { $link }

    { $counts ->
        [0] Ce lien ne compte plus personne. Il accueille toujours, auprès de la même équipe.
       *[other] Il compte chaque personne une fois, jusqu'au { $until }.
    } Il ne dit rien de qui le suit. Il va aussi sur une puce NFC.
    .title = Le lien de la sortie
outing-code = À scanner, ou à montrer sur votre téléphone : { $link }
outing-poster = À imprimer à 100 %, sans mise à l'échelle. Scannez l'affiche avant d'en coller.
button-outing-copy = Copier le lien
button-outing-code = QR code
button-outing-a6 = A6
button-outing-a4 = A4
button-outing-stickers = Autocollants
button-outing-days = { $days ->
    [one] Un jour
   *[other] { $days } jours
}
button-outing-withdraw = Retirer le lien
button-outing-link = Lien et affiches
button-outing-linked = Lien : { $ground }, { $day }
button-outing-about = Sujet
button-outing-with = Avec qui
button-outing-when = Jour
button-outing-close = Terminer la sortie
button-outing-back = Voir la sortie
button-outing-colleague = { $goes ->
    [0] { $name } : non
   *[other] { $name } : oui
}
button-outing-more-talked = +1 échange
button-outing-more-referred = +1 orienté
button-outing-less-talked = −1 échange
button-outing-less-referred = −1 orienté
toast-outing-more = Noté
toast-outing-less = Retiré
toast-no-outing = Cette sortie est terminée, ou n'est pas la vôtre.
toast-outing-colleague = Pas possible : cette personne est déjà en sortie, ou n'est plus dans l'équipe.

ground-game = Jeu en ligne
ground-snapchat = Snapchat
ground-instagram = Instagram
ground-tiktok = TikTok
ground-discord = Discord
ground-forum = Forum
ground-street = Rue, quartier
ground-school = Établissement scolaire
ground-station = Gare, arrêt de bus
ground-festival = Festival, fête
ground-elsewhere = Ailleurs

## Les affiches

poster-title-autre = Besoin d'en parler ?
poster-title-cyberharcelement = Harcèlement en ligne ?
poster-title-images-intimes = Une photo intime circule ?
poster-title-mal-etre = Ça ne va pas fort ?
poster-title-violences = De la violence, chez soi ou ailleurs ?
poster-title-exploitation-sexuelle = Quelqu'un demande des photos, ou plus ?
poster-title-arnaques = Une arnaque en ligne ?
poster-title-fake-news = Vrai ou faux ?
poster-title-haine-radicalisation = De la haine, en ligne ou dehors ?
poster-title-rixes = Ça chauffe dans le quartier ?
poster-title-identite-numerique = Compte volé, faux compte ?
poster-title-ecrans = Trop d'écrans ?
poster-title-droits-insertion = Des droits, un projet ?
poster-title-parents = Parents : une question ?
poster-sentence = Écris à des éducateurs. C'est gratuit, et tu n'as pas à dire ton nom.
    .vous = Écrivez à des éducateurs. C'est gratuit, et vous n'avez pas à dire votre nom.
poster-scan = Scanne, ou ouvre ce lien dans Telegram :
    .vous = Scannez, ou ouvrez ce lien dans Telegram :
poster-promise = Pas une appli de la police. On te dit ce qu'on garde, et tu peux tout effacer.
    .vous = Pas une appli de la police. On vous dit ce qu'on garde, et vous pouvez tout effacer.
poster-code = QR code du lien { $link }
poster-not-drawn = L'affiche n'a pas pu être faite sur ce serveur. Le lien et le QR code marchent ; prévenez qui l'installe.
poster-file-name = affiche { $form }
poster-a6 = A6
poster-a4 = A4
poster-stickers = autocollants

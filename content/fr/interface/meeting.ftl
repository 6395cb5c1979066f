## Proposer un rendez-vous (/rdv)

meet-which = Avec qui voulez-vous un rendez-vous ?
button-meet-one = Avec { $pseudonym }
meet-where =
    Choisissez un lieu. Rien n'est envoyé avant l'heure.
    .title = Un rendez-vous avec { $pseudonym }
meet-nowhere = Aucun lieu n'est inscrit pour { $territory }. Proposez-le par écrit, ou faites ajouter les lieux au fichier du territoire.
meet-day = Quel jour ?
    .title = { $place }
meet-closed = Ce lieu est fermé toute la semaine. Choisissez-en un autre avec /rdv.
    .title = { $place }
meet-hour = À quelle heure, le { $day } ? En appuyant, vous l'envoyez à { $pseudonym }.
    .title = { $place }
meet-too-late = Plus d'heure possible le { $day }. Choisissez un autre jour avec /rdv.
    .title = { $place }
meet-at = { $hour } h
toast-meet-past = Cette heure est passée.
toast-meet-over = Ce rendez-vous n'est plus en cours.
meeting-answered = { $state ->
    [accepted] { $pseudonym } viendra : { $place }, { $day }, { $hour }.
    [other] { $pseudonym } préfère un autre moment que { $day }, { $hour }. Proposez-en un avec /rdv.
   *[other-state] { $pseudonym } ne viendra pas : { $place }, { $day }, { $hour }.
}
meeting-soon = Rendez-vous aujourd'hui avec { $pseudonym } : { $hour }, { $place }, { $address }.
was-it-held = { $state ->
    [accepted] { $pseudonym } : vous êtes-vous vus à { $hour } ({ $place }) ?
    [held] Rendez-vous tenu avec { $pseudonym } ({ $place }).
   *[missed] Le rendez-vous avec { $pseudonym } ({ $place }) n'a pas eu lieu.
}
button-meet-held-1 = Oui, on s'est vus
button-meet-held-0 = Non
meetings-so-far =
    { $lines }
    .title = Rendez-vous
meeting-line = { $day }, { $hour }, { $place } : { $state ->
    [proposed] proposé
    [accepted] accepté
    [other] un autre moment
    [declined] refusé
    [held] tenu
   *[missed] manqué
}

# Ce que lit la personne
meeting-proposed =
    { $place }
    { $address }
    { $day }, { $hour }

    { $for_whom } { $state ->
        [accepted] C'est noté, tu viens. Tu peux changer d'avis ici.
        [other] C'est noté : on te proposera un autre moment.
        [declined] C'est noté : tu ne viens pas, et c'est ton droit.
       *[proposed] Tu peux venir avec quelqu'un de confiance, et repartir quand tu veux.
    }
    .vous =
        { $place }
        { $address }
        { $day }, { $hour }

        { $for_whom } { $state ->
            [accepted] C'est noté, vous venez. Vous pouvez changer d'avis ici.
            [other] C'est noté : nous vous proposerons un autre moment.
            [declined] C'est noté : vous ne venez pas.
           *[proposed] Vous pouvez venir avec quelqu'un.
        }
    .title = On se voit ?
button-meeting-accepted = D'accord, je viens
button-meeting-other = Un autre moment
button-meeting-declined = Je ne peux pas venir
meeting-today = Aujourd'hui, { $hour } : { $place }, { $address }.
    .title = Pour rappel
meeting-gone = Ce rendez-vous n'est plus en cours.

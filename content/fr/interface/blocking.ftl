## Bloquer quelqu'un pour un temps (/bloquer)

block-which = Quelle conversation voulez-vous bloquer ?
button-block-one = Bloquer { $pseudonym }
block-why =
    Personne n'a à supporter ça. La conversation s'arrête, et la personne ne peut demander personne pendant le temps que vous choisirez. Les fiches et les numéros lui restent ouverts, et un message qui parle d'un danger passe toujours. La coordination relit chaque blocage.
    .title = Pourquoi bloquer { $pseudonym } ?
block-why-insults = Insultes répétées
block-why-sexual = Propos sexuels imposés
block-why-threats = Menaces contre l'équipe
block-why-adverts = Publicité, arnaque
block-why-flood = Messages sans fin, pour jouer
block-for = Motif : { $why }. La personne saura jusqu'à quand, et la coordination qui l'a décidé.
    .title = Bloquer { $pseudonym } pour combien de temps ?
button-block-1 = Bloquer un jour
button-block-7 = Bloquer sept jours
button-block-30 = Bloquer trente jours
block-cancelled = Rien n'a changé.
now-blocked = { $pseudonym } ne peut demander personne pendant { $days ->
    [1] un jour
   *[other] { $days } jours
}. La coordination le sait. Soufflez un moment : /pause.
toast-block-danger = En danger, on ne bloque pas : /alerte ou /passer.
toast-block-over = Ce blocage est terminé.
button-blocks = Tous les blocages
block-over = Ce blocage est terminé.
toast-block-lifted = { $pseudonym } peut de nouveau demander quelqu'un.
toast-block-stands = Le blocage de { $pseudonym } reste.
blocks =
    { $count ->
        [0] Personne n'est bloqué.
       *[other] { $lines }
    }
    .title = Blocages en cours
block-line = { $pseudonym } · { $why } · par { $name } · encore { $left }{ $reviewed ->
    [0] { " " }· à relire
   *[other] { "" }
}
button-unblock-one = Débloquer { $pseudonym }
block-to-review = Motif : { $why }. Encore { $left }.
    .title = { $name }, { $function }, a bloqué { $pseudonym }
button-block-stands = Le blocage reste
button-unblock = Débloquer

# Ce que lit la personne
person-blocked =
    La personne qui te répondait a arrêté la conversation : ce qui était écrit la blessait, ou empêchait d'aider. Tu peux redemander quelqu'un dans { $left }.

    En attendant, les fiches et les numéros restent ouverts. Si tu es en danger, écris-le ici : un message comme ça passe toujours. Si tu penses que c'est une erreur, { $structure } relit chaque blocage.
    .vous =
        La personne qui vous répondait a arrêté la conversation : ce qui était écrit la blessait, ou empêchait d'aider. Vous pouvez redemander quelqu'un dans { $left }.

        En attendant, les fiches et les numéros restent ouverts. Si vous êtes en danger, écrivez-le ici : un tel message passe toujours. Si vous pensez que c'est une erreur, { $structure } relit chaque blocage.
    .title = Une pause dans les réponses
block-ended = Tu peux de nouveau demander quelqu'un de l'équipe.
    .vous = Vous pouvez de nouveau demander quelqu'un de l'équipe.

## Appeler de l'aide (/alerte)

call-which = Pour quelle conversation appelez-vous de l'aide ?
button-call-one = { $pseudonym } : appeler de l'aide
call-for-help = La coordination est prévenue tout de suite, de jour comme de nuit. La conversation reste avec vous. Si une vie est en danger, appelez d'abord les secours vous-même : /urgence.
    .title = Un danger pour { $pseudonym } ?
button-call-immediate = Vie en danger maintenant
button-call-high = Danger grave
call-cancelled = Rien n'a changé.
help-called = { $count ->
    [0] Personne de la coordination ne peut être joint par le bot. Appelez par téléphone, et les secours si une vie est en danger.
    [one] Une personne de la coordination est prévenue. Restez en ligne avec { $pseudonym }.
   *[other] { $count } personnes de la coordination sont prévenues. Restez en ligne avec { $pseudonym }.
}
worker-calls =
    { $danger } · { $topic }{ $audience ->
        [parents] { " " }· parent, à vouvoyer
        [professionals] { " " }· professionnel, à vouvoyer
       *[young] { "" }
    }
    Pourquoi : { $why }
    .title = { $name }, { $function }, demande de l'aide pour { $pseudonym }
button-take-over = Prendre la relève

## Orienter vers une structure (/orienter)

refer-which = Pour qui cherchez-vous une structure ?
button-refer-one = Pour { $pseudonym }
refer-to =
    Choisissez une structure pour la lire. Rien ne part, et rien n'est dit à personne, à cette étape.
    .title = Orienter { $pseudonym }
refer-nobody = Aucune structure partenaire n'est inscrite pour { $territory }. Avec /fiche, cherchez parmi les services nationaux.
refer-how =
    Que peut savoir cette structure de { $pseudonym } ?
    « Les coordonnées » : rien. La personne les reçoit, et appelle si elle le souhaite.
    « Le sujet » : seulement « { $topic } », si elle est d'accord.
    « L'essentiel » : un résumé, sans nom ni coordonnées sauf si elle le demande, si elle est d'accord.
    Ne dites rien à la structure avant sa réponse.
button-refer-nothing = Envoyer les coordonnées
button-refer-subject = Demander : dire le sujet
button-refer-essentials = Demander : dire l'essentiel
referrals-so-far =
    { $lines }
    .title = Orientations déjà proposées
referral-line = { $name } · { $answer ->
    [no-need] coordonnées envoyées, rien à dire
    [awaited] accord demandé, pas encore de réponse : ne dites rien
    [agreed] d'accord pour dire { $telling ->
        [subject] le sujet ({ $topic }), rien d'autre
       *[essentials] l'essentiel, sans nom ni coordonnées
    }
   *[refused] pas d'accord : ne dites rien
}
consent-subject = { $pseudonym } est d'accord. Vous pouvez dire à { $name } le sujet : { $topic }. Rien d'autre.
consent-essentials = { $pseudonym } est d'accord. Vous pouvez résumer sa situation à { $name }, sans nom ni coordonnées, sauf demande de sa part.
consent-refused = { $pseudonym } n'est pas d'accord : ne dites rien, ou plus rien, à { $name }.
toast-no-such-partner = Cette structure n'est plus inscrite.
measure-referral = Orientations

# Ce que lit la personne
partner-about = { $kind } · { $whom }
referral-place = Voici des personnes qui peuvent t'aider.
    .vous = Voici des personnes qui peuvent vous aider.
referral-nothing = Nous ne leur disons rien de toi. Tu les contactes si tu veux, quand tu veux.
    .vous = Nous ne leur disons rien de vous. Vous les contactez si vous voulez, quand vous voulez.
referral-subject = Si tu es d'accord, nous disons à { $name } seulement le sujet : { $topic }. Ni ton pseudo, ni ce que tu as écrit. Sans ton accord, nous ne leur disons rien, sauf danger (/infos). Tu peux dire non : notre conversation continue pareil.
    .vous = Si vous êtes d'accord, nous disons à { $name } seulement le sujet : { $topic }. Ni votre pseudo, ni ce que vous avez écrit. Sans votre accord, nous ne leur disons rien, sauf danger (/infos). Vous pouvez dire non : notre conversation continue pareil.
referral-essentials = Si tu es d'accord, nous résumons ta situation à { $name }, pour t'éviter de tout répéter. Ton nom et tes coordonnées, seulement si tu le demandes. Sans ton accord, nous ne leur disons rien, sauf danger (/infos). Tu peux dire non : notre conversation continue pareil.
    .vous = Si vous êtes d'accord, nous résumons votre situation à { $name }, pour vous éviter de tout répéter. Votre nom et vos coordonnées, seulement si vous le demandez. Sans votre accord, nous ne leur disons rien, sauf danger (/infos). Vous pouvez dire non : notre conversation continue pareil.
button-referral-agree = D'accord
button-referral-refuse = Non merci
referral-agreed =
    C'est noté : nous pouvons dire à { $name } { $telling ->
        [subject] le sujet ({ $topic }), rien d'autre
       *[essentials] l'essentiel de ta situation
    }. À personne d'autre. Tu peux changer d'avis. Ce qui a déjà été dit ne peut pas être repris.
    .vous =
        C'est noté : nous pouvons dire à { $name } { $telling ->
            [subject] le sujet ({ $topic }), rien d'autre
           *[essentials] l'essentiel de votre situation
        }. À personne d'autre. Vous pouvez changer d'avis. Ce qui a déjà été dit ne peut pas être repris.
referral-refused = C'est noté : nous ne disons rien de toi à { $name }. Notre conversation continue pareil.
    .vous = C'est noté : nous ne disons rien de vous à { $name }. Notre conversation continue pareil.
button-referral-change = Changer d'avis
referral-over = Cette proposition n'est plus valable : nous ne disons rien de toi. Pour en reparler, touche ou écris /parler.
    .vous = Cette proposition n'est plus valable : nous ne disons rien de vous. Pour en reparler, touchez ou écrivez /parler.

## Passer une conversation

button-pass-one = Passer { $pseudonym }
pass-which = Quelle conversation voulez-vous passer ?
pass-to =
    { $count ->
        [0] Aucun collègue n'est disponible en ce moment.
       *[other] Vous gardez la conversation jusqu'à ce que quelqu'un accepte. La personne saura qui lui répond.
    } Tout ce qu'elle a écrit suit.
    .title = À qui passer { $pseudonym } ?
button-pass-to = { $name }, { $function } · { $count ->
    [0] libre
   *[other] { $count } en cours
}
button-pass-queue = Remettre dans la file
button-pass-team = L'équipe de { $team }
pass-cancelled = Vous gardez cette conversation. Rien n'a changé.
offer-made = Proposée à { $name }. { $pseudonym } reste avec vous en attendant : continuez à répondre.
button-offer-withdraw = Garder finalement
transfer-offered =
    { $name }, { $function }, vous propose de reprendre cette conversation.
    { $danger } · { $topic }{ $audience ->
        [parents] { " " }· 👪 parent, à vouvoyer
        [professionals] { " " }· 🧰 professionnel, à vouvoyer
       *[young] { "" }
    }
    Pourquoi : { $why }
    .title = Reprendre { $pseudonym } ?
button-offer-accept = Reprendre
button-offer-refuse = Pas maintenant
offer-refused = C'est noté : { $pseudonym } reste avec votre collègue.
transfer-refused = { $name } ne peut pas reprendre { $pseudonym } maintenant. La conversation reste avec vous.
transfer-expired = { $name } n'a pas répondu. { $pseudonym } reste avec vous.
offer-over-withdrawn = { $pseudonym } : votre collègue garde finalement cette conversation.
offer-over-expired = { $pseudonym } : sans réponse de votre part, cette conversation est restée avec votre collègue.
handed-on = { $name } répond maintenant à { $pseudonym }. Ce que vous écrivez ne lui parvient plus.
left-to-team = { $pseudonym } attend de nouveau, pour { $team }. Tout ce qui a été écrit suit.
toast-not-there = Cette personne n'est plus disponible.
toast-no-such-team = Cette équipe n'existe plus.
toast-offer-over = Cette proposition n'est plus valable.
toast-taken-over = { $pseudonym } est avec vous.

# Ce que lit la personne
worker-takes-over =
    { $name }, { $function }, { $structure }, te répond maintenant. Tout ce que tu as écrit lui a été transmis : pas besoin de recommencer.
    .vous =
        { $name }, { $function }, { $structure }, vous répond maintenant. Tout ce que vous avez écrit lui a été transmis : pas besoin de recommencer.
    .title = { $name } prend le relais
passed-to-team =
    La personne qui te répondait passe le relais à l'équipe. Tout ce que tu as écrit suit. { $position ->
        [1] Tu es la prochaine personne.
        [101] Plus de cent personnes sont devant toi.
       *[other] Tu es à la place { $position }.
    } { $hours }
    .vous =
        La personne qui vous répondait passe le relais à l'équipe. Tout ce que vous avez écrit suit. { $position ->
            [1] Vous êtes la prochaine personne.
            [101] Plus de cent personnes sont devant vous.
           *[other] Vous êtes à la place { $position }.
        } { $hours }
    .title = Quelqu'un d'autre va te répondre
    .title-vous = Quelqu'un d'autre va vous répondre

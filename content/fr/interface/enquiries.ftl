## Demander à l'équipe : une question, répondue plus tard

button-enquiry-withdraw = Retirer ma question
toast-enquiry-known = Ta question est déjà posée : l'équipe répond ici.
    .vous = Votre question est déjà posée : l'équipe répond ici.
toast-enquiry-over = Cette question n'attend plus.
enquiry-noted =
    Quelqu'un de l'équipe ({ $structure }) la lira, sans voir qui tu es, et répondra ici, même si tu n'es plus là. Si personne ne sait, je te le dis dans { $days } jours au plus. Si l'équipe garde sa réponse pour d'autres, c'est avec ses mots à elle, jamais les tiens.
    .title = Ta question est posée
    .vous = Quelqu'un de l'équipe ({ $structure }) la lira, sans voir qui vous êtes, et répondra ici, même si vous n'êtes plus là. Si personne ne sait, je vous le dis dans { $days } jours au plus. Si l'équipe garde sa réponse pour d'autres, c'est avec ses mots à elle, jamais les vôtres.
    .title-vous = Votre question est posée
enquiry-words = Écris en une phrase ce que tu veux savoir. C'est cette phrase que l'équipe recevra, rien d'autre.
    .vous = Écrivez en une phrase ce que vous voulez savoir. C'est cette phrase que l'équipe recevra, rien d'autre.
enquiry-tells = Il y a un numéro, une adresse ou un nom dans ton message : je ne l'envoie pas à l'équipe. Écris ta question en une phrase, sans cela.
    .vous = Il y a un numéro, une adresse ou un nom dans votre message : je ne l'envoie pas à l'équipe. Écrivez votre question en une phrase, sans cela.
enquiry-full = Trois de tes questions attendent déjà. Quand l'une aura sa réponse, tu pourras en poser une autre. Si c'est pressé, parle à quelqu'un.
    .vous = Trois de vos questions attendent déjà. Quand l'une aura sa réponse, vous pourrez en poser une autre. Si c'est pressé, parlez à quelqu'un.
enquiry-withdrawn = Ta question est retirée. Ce que l'équipe en avait sous les yeux est effacé, autant que Telegram le permet.
    .vous = Votre question est retirée. Ce que l'équipe en avait sous les yeux est effacé, autant que Telegram le permet.
enquiry-dropped = Tu as changé ton message, et je ne peux pas le montrer ainsi à l'équipe : ta question est retirée. Tu peux la poser à nouveau, avec d'autres mots.
    .vous = Vous avez changé votre message, et je ne peux pas le montrer ainsi à l'équipe : votre question est retirée. Vous pouvez la poser à nouveau, avec d'autres mots.
enquiry-unanswered = Personne de l'équipe n'a pu répondre à ta question. Ça ne veut dire ni que c'est vrai, ni que c'est faux. Tu peux chercher ici, ou en parler avec quelqu'un.
    .vous = Personne de l'équipe n'a pu répondre à votre question. Cela ne veut dire ni que c'est vrai, ni que c'est faux. Vous pouvez chercher ici, ou en parler avec quelqu'un.
answer-title = L'équipe répond à ta question
    .vous = L'équipe répond à votre question
answer-mended-title = L'équipe a corrigé sa réponse
answer-found-title = L'équipe a déjà répondu à une question proche
answer-signed = { $name }, { $function }, { $structure }
answer-found-signed = L'équipe, { $structure }, le { $day }
answer-withdrawn = L'équipe a retiré la réponse qu'elle avait donnée : ne t'appuie plus dessus. Tu peux vérifier ici, ou en parler avec quelqu'un.
    .vous = L'équipe a retiré la réponse qu'elle avait donnée : ne vous appuyez plus dessus. Vous pouvez vérifier ici, ou en parler avec quelqu'un.

## L'équipe (/questions)

button-enquiries = Voir les questions
enquiry-waits = Une question attend une réponse de l'équipe. Rien ne presse.
enquiries-late = Une question attend depuis plus de trois jours, et personne n'y a répondu.
enquiries-none = Aucune question n'attend.
enquiries =
    { $count ->
        [one] Une question attend.
       *[other] { $count } questions attendent, la plus ancienne en premier.
    } Répondez quand vous avez le temps de chercher : la personne lira, même partie.
    .title = Questions à l'équipe
button-enquiry = { $day }, { $time }
enquiry-card = Si rien ne s'affiche au-dessus, la personne a supprimé son message. Ce n'est pas une conversation : elle lira votre réponse, et rien ne vous dit qui elle est.
button-enquiry-answer = Répondre
button-enquiry-same = Même réponse : { $claim }
button-enquiry-leave = Personne ne sait
enquiry-taken = { $name } y répond en ce moment. Sans réponse d'ici une demi-heure, vous pourrez répondre.
enquiry-gone = Cette question n'attend plus votre réponse : elle a été retirée ou changée, ou quelqu'un y a répondu. Rien n'a été envoyé.
enquiry-left = La personne sait que l'équipe n'a pas de réponse.
answer-how =
    Un seul message. Sur la première ligne, l'affirmation, avec vos mots à vous ({ $claim } signes au plus). En dessous, votre réponse et votre source, avec son lien ({ $answer } signes au plus). Rien de la personne, ni ses phrases.

    Vous verrez le tout avant de l'envoyer.
    .title = Votre réponse
answer-here =
    Vous êtes en conversation. Écrivez en réponse à ce message (appui long, « Répondre ») : sinon vos mots partent à la personne à qui vous parlez.
    .title = Attention
answer-unfit-no-answer = Il manque quelque chose : l'affirmation sur la première ligne, votre réponse en dessous, dans le même message.
answer-unfit-long-claim = La première ligne est trop longue : { $claim } signes au plus. C'est là que l'affirmation est écrite, avec vos mots.
answer-unfit-long-answer = Votre réponse est trop longue : { $answer } signes au plus. Gardez l'essentiel et le lien.
answer-unfit-tells-who = Il y a un numéro, une adresse ou un nom qui n'est pas celui d'un service : cette réponse sera lue par d'autres. Récrivez-la sans cela.
answer-unfit-their-words = La première ligne reprend mot pour mot la phrase de la personne. Dites l'affirmation avec vos mots : ce sont eux qui restent.
answer-draft =
    Voici ce que la personne lira, avec votre prénom et votre fonction. Si vous la gardez, d'autres qui demandent la même chose la liront, signée de l'équipe.
    .title = À relire
button-answer-keep-half-year = Envoyer, garder 6 mois
button-answer-keep-month = Envoyer, garder 1 mois
button-answer-keep-no = Envoyer, ne pas garder
button-answer-drop = Ne pas envoyer
answer-dropped = Rien n'est envoyé ni gardé.
answer-lost = Le bot a redémarré et ne sait plus ce que vous aviez écrit : rien n'est parti. Récrivez votre réponse.
answer-sent = { $keep ->
    [half-year] C'est envoyé. Pendant six mois, qui demande la même chose lira votre réponse.
    [month] C'est envoyé. Pendant un mois, qui demande la même chose lira votre réponse.
   *[no] C'est envoyé.
}
toast-answer-sent = Votre réponse est déjà partie.
answer-undelivered-title = Votre réponse n'est pas arrivée
answer-undelivered = La personne a bloqué le bot, ou a quitté Telegram. Si vous avez gardé la réponse, d'autres la liront.

## La coordination (/reponses)

answers-none = Aucune réponse n'est gardée.
answers =
    Ce que l'équipe a répondu, et que lit la prochaine personne qui demande la même chose.
    .title = Réponses gardées
button-answers-older = Plus anciennes
button-answers-newest = Les plus récentes
kept-answer = { $place }. Écrite par { $name }, le { $made }. Proposée jusqu'au { $until }.
kept-answer-sure = La retirer ? Elle ne sera plus proposée. Les personnes qui avaient posé la question depuis un mois lisent qu'elle est retirée.
button-answer-mend = Changer
button-answer-withdraw = Retirer
button-answer-withdraw-sure = Oui, la retirer
answer-mend =
    Un seul message. Sur la première ligne, l'affirmation ({ $claim } signes au plus). En dessous, la réponse et sa source ({ $answer } signes au plus).
    .title = La nouvelle réponse
mended-answer =
    Voici ce qui prendra la place de l'ancienne réponse. Les personnes qui avaient posé la question depuis un mois la liront aussi.
    .title = À relire
button-answer-replace = Remplacer
answer-replaced = La nouvelle réponse a pris la place de l'ancienne.
answer-removed = Cette réponse n'est plus proposée à personne.
answer-gone = Cette réponse n'est plus là.

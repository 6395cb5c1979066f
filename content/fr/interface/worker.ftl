### Ce que lit l'équipe. Vouvoiement, phrases courtes.

somebody-of-the-team = Quelqu'un de l'équipe
a-colleague = quelqu'un de l'équipe
default-function = membre de l'équipe
role-worker = maraude
role-coordinator = coordination
role-young_person = sans rôle
reason-received = dans un message reçu, que la personne transfère
reason-none = aucun mot d'alerte

## Entrer dans l'équipe
-charter-in-brief = La charte, en bref : écouter sans juger, ne pas enquêter, ne rien copier hors d'ici, ne jamais promettre le secret absolu, prévenir la personne avant d'alerter, appeler les secours si une vie est en danger (/urgence).
team-joined =
    { $structure }
    Votre rôle : { $role }. Les jeunes restent sous pseudonyme, vous jamais : dites ci-dessous sous quel prénom.

    { -charter-in-brief } Prendre une première demande vaut acceptation.

    Modifier un message le change aussi chez la personne. Le supprimer sur votre téléphone ne le retire pas chez elle : répondez-lui /annuler.

    /dispo pour recevoir les demandes, /pause pour souffler, /aide pour le reste.
    .title = Bienvenue dans l'équipe
button-charter = J'accepte la charte
button-signature = Changer mon prénom ou ma fonction
charter-accepted =
    { -charter-in-brief }

    Modifier un message le change aussi chez la personne. Le supprimer sur votre téléphone ne le retire pas chez elle : répondez-lui /annuler.
    .title = C'est noté : vous acceptez la charte
triage-asked = « Bien vu » ou « Fausse alerte » : le danger était-il bien repéré ? Votre avis sert à régler le repérage. Il ne change rien pour la personne.
signature-question =
    Écrivez votre prénom et votre fonction, séparés par une virgule, en répondant à ce message. Exemple : Sam, éducatrice. Votre prénom suffit, sans nom de famille. Rien n'est gardé avant que vous confirmiez.
    .title = Comment vous présenter aux jeunes ?
signature-unclear = Je n'ai pas compris. Répondez à ce message : un prénom, une virgule, une fonction, chacun de 40 caractères au plus, sans numéro, adresse ni lien. Exemple : Sam, éducatrice
signature-lost = Écrivez encore une fois votre prénom et votre fonction, séparés par une virgule, en répondant à ce message. Exemple : Sam, éducatrice
signature-forgotten = Pardon : j'ai dû redémarrer, et votre réponse n'était qu'en mémoire. Rien n'a été gardé ni changé.
signature-confirm =
    On vous présentera ainsi : { $name }, { $function }
    .title = Est-ce juste ?
first-name-is-enough = Votre prénom suffit : les jeunes n'ont pas besoin de votre nom de famille.
button-signature-confirm = Confirmer
button-signature-correct = Corriger
signature-changed = C'est confirmé. Les jeunes vous verront comme « { $name }, { $function } ».
signature-kept = Rien n'a changé. Les jeunes vous voient comme « { $name }, { $function } ».
question-cancelled = Rien n'a changé, et rien n'est envoyé à personne.
question-over = Cette question n'attend plus de réponse : votre message n'a été ni gardé, ni envoyé à personne.
desk-unsigned = Dites comment vous présenter : d'ici là, les jeunes lisent « quelqu'un de l'équipe ».
invitation-for-somebody-else = Vous êtes déjà dans l'équipe : ce lien reste valable pour la personne que vous invitez.
invitation-used = Ce lien n'est plus valable : il a déjà servi, il a expiré, ou il a été retiré. Demandez-en un à votre coordination.
role-changed = Votre rôle est maintenant : { $role }. Votre menu est à jour.
role-revoked = Vous ne faites plus partie de l'équipe. Vos conversations en cours sont retournées dans la file.
desk-available =
    Vous recevez les nouvelles demandes.
    .title = { $structure }
desk-paused =
    Vous êtes en pause : les nouvelles demandes ne sonnent pas.
    .title = { $structure }
button-queue = La file
button-my-cases = Mes conversations
button-available = Me rendre disponible
button-pause = Faire une pause
now-available =
    Vous êtes disponible : les nouvelles demandes sonneront ici. { $most ->
        [one] Une conversation à la fois : au-delà, elles sonnent d'abord chez les autres.
       *[other] Jusqu'à { $most } conversations à la fois : au-delà, elles sonnent d'abord chez les autres.
    } Un danger sonne toujours. « /dispo 2 » change ce nombre. { $waiting ->
        [0] Personne n'attend.
        [one] Une personne attend.
       *[other] { $waiting } personnes attendent.
    }
capacity-unclear = Je n'ai pas compris ce nombre. Écrivez /dispo, ou /dispo suivi d'un nombre de 1 à { $most } : combien de conversations à la fois.
now-paused =
    Vous êtes en pause : les nouvelles demandes ne sonnent plus, sauf un danger que personne d'autre ne prend. { $count ->
        [0] Vous n'avez pas de conversation ouverte.
        [one] Une conversation est ouverte : la gardez-vous, ou la rendez-vous à la file avec tout ce qui a été écrit ?
       *[other] { $count } conversations sont ouvertes : lesquelles gardez-vous, lesquelles rendez-vous à la file avec tout ce qui a été écrit ?
    }
button-keep-one = Garder { $pseudonym }
button-give-back-one = Rendre { $pseudonym }
toast-case-kept = { $pseudonym } reste avec vous.
toast-given-back = La demande est de nouveau dans la file.

## Sans réponse de votre part
nudge =
    { $danger }. Attend votre réponse depuis { $since }. Sans réponse d'ici { $left }, la demande retourne dans la file et la personne en est prévenue.
    .title = { $pseudonym } attend votre réponse
button-stay = Je m'en occupe
button-give-back = Rendre à la file
toast-lease-renewed = C'est noté : le temps pour répondre repart de zéro.
case-returned = { $pseudonym } : la demande est de nouveau dans la file, avec tout ce qui a été écrit. La personne en est prévenue.

button-my-places = Mes territoires
place-in = { $name } : oui
place-out = { $name } : non
works-in =
    { $count ->
        [0] Aucun territoire choisi : les demandes de tous les territoires sonnent.
        [one] Les demandes de ce territoire sonnent d'abord, puis celles des territoires voisins quand leur équipe ne répond pas.
       *[other] Les demandes de ces territoires sonnent d'abord, puis celles des territoires voisins quand leur équipe ne répond pas.
    } Touchez un territoire pour l'ajouter ou l'enlever.
    .title = Territoires : { $name }
territory-gone =
    { $count ->
        [one] Une demande ouverte est passée
       *[other] { $count } demandes ouvertes sont passées
    } à l'équipe par défaut. Vérifiez avec la personne qui gère le contenu.
    .title = Le fichier du territoire « { $territory } » n'existe plus
emergency-team =
    Si une vie est en danger maintenant, appelez :
    .title = Urgence

## La file
alert =
    { $danger } · { $topic }{ $audience ->
        [parents] { " " }· 👪 parent, à vouvoyer
        [professionals] { " " }· 🧰 professionnel, à vouvoyer
       *[young] { "" }
    }
    Pourquoi : { $why }
    .title = Nouvelle demande : { $pseudonym }
alert-immediate =
    { $topic }{ $audience ->
        [parents] { " " }· 👪 parent, à vouvoyer
        [professionals] { " " }· 🧰 professionnel, à vouvoyer
       *[young] { "" }
    }
    Pourquoi : { $why }
    Attend depuis : { $waited }
    .title = 🔴 DANGER IMMÉDIAT : { $pseudonym }
button-take = Prendre
button-take-one = Prendre { $pseudonym }
alert-returned = Déjà prise une fois, cette demande est revenue dans la file.
alert-promised = Demandée hors des heures : on lui a promis une réponse à l'ouverture.
alert-taken = { $pseudonym } : demande prise par { $name }.
alert-taken-by-you = { $pseudonym } : demande prise par vous.
alert-cancelled = { $pseudonym } : demande annulée par la personne.
alert-moved = { $pseudonym } : la demande va à une autre équipe.
alert-gone = Cette demande n'attend plus.
already-taken = Trop tard : { $name } vient de prendre cette demande.
nothing-to-take = Personne n'attend en ce moment.
toast-already-taken = Quelqu'un vient de la prendre.
toast-already-yours = Cette demande est déjà la vôtre.
toast-no-longer-waits = Cette demande n'attend plus.
queue =
    { $lines }
    { $more }
    .title = { $count ->
        [one] Une personne attend
        [100] Cent personnes attendent, ou plus
       *[other] { $count } personnes attendent
    }
queue-line = { $danger } { $audience ->
    [parents] { "👪 " }
    [professionals] { "🧰 " }
   *[young] { "" }
}{ $pseudonym } · { $topic } · { $waited }{ $mark }
queue-elsewhere = Personne n'attend chez vous. Ailleurs :
queue-promised = { " " }· promis hors des heures
queue-returned = { " " }· déjà prise, restée sans réponse
queue-more = … et { $count } de plus.
queue-empty =
    Personne n'attend en ce moment.
    .title = La file est vide

## Une conversation
case-header =
    { $danger } · { $topic }{ $audience ->
        [parents] { " " }· 👪 parent, à vouvoyer
        [professionals] { " " }· 🧰 professionnel, à vouvoyer
       *[young] { "" }
    }
    Pourquoi : { $why }
    Attente : { $waited }
    { $held ->
        [0] { "" }
        [one] Une image ou un message est retenu chez la personne.
       *[other] { $held } images ou messages sont retenus chez la personne.
    }
    { $count ->
        [0] Rien n'a été écrit pour l'instant : à vous d'ouvrir la conversation.
       *[other] Ce qui a été écrit en attendant suit, dans l'ordre. Écrivez ici pour répondre.
    }
    .title = Vous avez pris : { $pseudonym }
came-before = { $count ->
    [one] Une conversation avant celle-ci
    [20] { $most } conversations avant celle-ci, ou plus
   *[other] { $count } conversations avant celle-ci
}. Dernière issue : { $outcome }.
button-guide = Danger : que faire ?
guide-ask =
    { $questions }
    .title = À vérifier, avec vos mots
guide-ask-suicide = Les pensées : « Tu y penses en ce moment ? » Un projet : « Tu sais comment ? » Les moyens : « Tu les as près de toi ? » Le moment : « C'est pour bientôt ? »
guide-ask-body = « Tu es où ? » « Qu'est-ce que tu as pris, combien, il y a combien de temps ? » « Tu saignes ? Tu as du mal à respirer, à garder les yeux ouverts ? » « Quelqu'un est avec toi ? »
guide-ask-violence = « Tu es en sécurité, là, maintenant ? » « La personne est près de toi ? » « Elle peut lire ton téléphone ? » « Tu as une blessure ? » « Il y a un endroit où aller, un adulte de confiance ? »
guide-ask-away = « Tu es où, et tu peux y rester cette nuit ? » « Quelqu'un est avec toi ? » « Qui t'accueille ? » « De quoi tu t'éloignes ? » « Qui sait que tu es là ? »
guide-ask-sexual = « Tu es en sécurité, là, maintenant ? » « La personne sait où te trouver ? » « Un rendez-vous est prévu ? » « Tu as mal, une blessure ? » Pas de détails de l'acte, pas d'image : ce n'est pas à vous d'enquêter.
guide-ask-attack = « C'est pour quand, et où ? » « Qui est visé ? » « Il y a des armes ? » « On t'oblige à y aller ? » « Tu es en sécurité, là, maintenant ? »
guide-ask-other = « Tu es en sécurité, là, maintenant ? » « Tu es où ? » « Quelqu'un est avec toi ? » « De quoi tu as le plus peur ? »
guide-do-suicide = Posez la question sans détour. Restez en ligne, faites éloigner les moyens, cherchez avec la personne quelqu'un qui peut venir près d'elle. Si elle est passée à l'acte, ou si le moment est fixé : les secours.
guide-do-body = Les secours d'abord, même sans son accord. Demandez l'adresse exacte, l'étage, le code, et que quelqu'un reste près d'elle. Ne la laissez pas seule dans la conversation.
guide-do-violence = N'écrivez rien qui la mettrait en danger si on lit son téléphone. Ne proposez ni de confronter la personne violente, ni une médiation. Si elle ne peut pas parler, elle peut écrire aux secours par SMS. Si la violence est en cours : les secours.
guide-do-away = Sans reproche, et sans promettre de ne rien dire à personne. Cherchez d'abord un endroit sûr pour cette nuit, puis ce qu'elle fuit. Une personne mineure dehors est en danger : voyez tout de suite avec la coordination.
guide-do-sexual = Dites que ce n'est pas sa faute. Ne demandez jamais d'image, même comme preuve. Conseillez de ne pas payer, de ne pas aller au rendez-vous, de garder les messages. Si un rendez-vous ou une violence est en cours : les secours.
guide-do-attack = Ne discutez pas des idées : la sécurité d'abord. Notez le lieu et le moment, pas les noms. Si des armes sont annoncées, ou si c'est pour bientôt : les secours. Ne proposez jamais d'aller sur place.
guide-do-other = Croyez ce qui est dit, restez en ligne, une question à la fois. Dans le doute, considérez que le danger est réel et parlez-en à quelqu'un de l'équipe.
guide-do =
    { $advice }
    .title = { $pseudonym } : que faire
guide-call = Qui appeler :
guide-tell =
    Dites-le avant d'appeler, par exemple : « Ce que tu me dis m'inquiète pour toi. Je vais appeler les secours pour qu'on te protège. Je reste là. Tu peux me dire où tu es ? » Ne restez pas sans aide : appelez votre coordination. Si vous ne pouvez plus répondre, « Rendre à la file » met la demande en tête.
    .title = Prévenir la personne, et vous faire aider
danger-rises =
    { $topic }. Pourquoi : { $why }. Les numéros d'urgence lui sont envoyés.
    .title = ⚠️ { $pseudonym } : { $danger }
topic-open = { $pseudonym } · { $danger }
topic-calm = { $pseudonym }
topic-closed = Clos · { $pseudonym }
topic-left = Plus à vous · { $pseudonym }
speaker-person = 🗨 { $pseudonym }
speaker-forward = { $pseudonym } transfère (les mots de quelqu'un d'autre) :
live-location = Position partagée en direct : vous recevez l'endroit où la personne est maintenant, pas la suite de ses déplacements.
live-location-ended = { $pseudonym } a arrêté de partager sa position en direct.
edit-went-nowhere-worker = Votre modification n'a pas été transmise : cette conversation n'est plus ouverte chez vous.
worker-no-case =
    Vous n'avez pas de conversation ouverte. /file montre qui attend.
    .title = Personne ne lira ce message
reply-to-closed-case = Cette conversation est close ou n'est pas la vôtre : le message n'est pas parti.
unsupported-kind-worker = Ce type de message ne peut pas être transmis. Écrivez un texte, un vocal, une photo ou un document.
ask-whom =
    Vous suivez plusieurs personnes. Le message attend votre choix.
    .title = À qui l'envoyer ?
button-send-to = Envoyer à { $pseudonym }
button-drop = Ne pas l'envoyer
goes-to = → { $pseudonym }
still-unsent = { $count ->
    [one] Un de vos messages n'est parti à personne : dites à qui l'envoyer, ou ne l'envoyez pas.
   *[other] { $count } de vos messages ne sont partis à personne : dites à qui les envoyer, ou ne les envoyez pas.
}
message-dropped = Ce message n'est parti à personne.
sent-to = Envoyé à { $pseudonym }, qui devient votre conversation en cours.
my-cases =
    { $lines }
    .title = { $count ->
        [one] Une conversation ouverte
       *[other] { $count } conversations ouvertes
    }
button-switch-to = Passer à { $pseudonym }
my-cases-none = Vous n'avez pas de conversation ouverte.
case-line = { $danger } { $pseudonym } · { $topic } · depuis { $since }
case-line-current = { $danger } { $pseudonym } · { $topic } · depuis { $since } (en cours)
case-current = Vos messages vont maintenant à { $pseudonym }.
toast-not-your-case = Cette conversation est close ou n'est pas la vôtre.
toast-other-topic = Ce fil est celui de quelqu'un d'autre : recommencez dans le sien.
image-held-worker = { $pseudonym } a envoyé une image. Elle est restée sur son téléphone : le bot ne l'a pas copiée, et l'a dit.
button-accept-images = Accepter les images de { $pseudonym }
button-refuse-images = Ne plus les accepter
images-refused-worker = Les images de { $pseudonym } ne passent plus. Celles qui sont arrivées restent.
images-accepted-worker =
    Les images de { $pseudonym } passeront, floutées jusqu'à ce que vous les touchiez. { $count ->
        [0] Aucune n'attendait.
        [one] Une attendait, elle arrive.
       *[other] { $count } attendaient, elles arrivent.
    }
images-never = Sur ce sujet, les images ne passent jamais : une image intime d'une personne mineure ne doit pas être copiée, même comme preuve.
toast-images-already = Les images passent déjà.
button-triage-right = Bien vu
button-triage-wrong = Fausse alerte

## Retirer un message
unsend-which = Répondez /annuler au message que vous voulez retirer : je ne devine pas lequel.
unsent-stopped = Ce message ne sera pas transmis.
unsent-deleted = Ce message est retiré de la conversation de la personne. Elle l'a peut-être déjà lu.
unsent-too-old = Ce message a plus de 48 heures : Telegram ne permet plus de le retirer. Vous pouvez encore le modifier.
unsent-nothing = Ce n'est pas un message que vous avez transmis à quelqu'un, ou il est déjà retiré.

## Clore
button-close-one = Clore avec { $pseudonym }
close-which = Quelle conversation voulez-vous clore ?
close-outcome =
    Quelle issue ?
    .title = Clore la conversation avec { $pseudonym }
button-outcome-informed = Information donnée
button-outcome-listened = Écoute
button-outcome-oriented = Orientation vers un service
button-outcome-protected = Mise en protection
button-outcome-no_answer = Ne répond plus
outcome-informed = information donnée
outcome-listened = écoute
outcome-oriented = orientation vers un service
outcome-protected = mise en protection
outcome-no_answer = ne répond plus
outcome-cancelled = demande annulée
outcome-blocked = arrêtée par l'équipe, blocage
outcome-ended_by_person = terminée par la personne
outcome-erased = effacée par la personne
closed =
    Issue : { $outcome }.
    .title = Conversation close : { $pseudonym }
closing-cancelled = La conversation reste ouverte.
case-ended-by-person = { $pseudonym } a mis fin à la conversation.
case-erased = Une personne a tout effacé. Sa conversation est close, et les messages que Telegram permet de supprimer ont été retirés d'ici.

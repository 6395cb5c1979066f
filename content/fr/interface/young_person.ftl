### Ce que lit une jeune personne. Tutoiement, phrases courtes, jamais de reproche.

## Accueil
welcome =
    Ici, tu peux parler avec une équipe d'éducatrices et d'éducateurs, pas avec la police. Derrière ce bot : { $structure }.

    Tu n'as pas besoin de donner ton nom. L'équipe te voit seulement sous le pseudo « { $pseudonym } ». Ce que tu dis reste entre nous, sauf si toi ou quelqu'un d'autre est en danger : alors on doit protéger, et on te le dit d'abord chaque fois que c'est possible. Telegram, lui, sait quel compte écrit.

    { $hours } Écris quand tu veux, ou choisis :
    .vous =
        Vous pouvez parler ici avec une équipe d'éducatrices et d'éducateurs, pas avec la police. Derrière ce bot : { $structure }.

        Votre nom n'est pas nécessaire. L'équipe vous voit seulement sous le pseudo « { $pseudonym } ». Ce que vous dites reste entre nous, sauf si quelqu'un est en danger : là, nous devons protéger, et nous vous le dirons si c'est possible. Telegram, lui, sait quel compte écrit.

        { $hours } Écrivez quand vous voulez, ou choisissez :
    .title = Salut
    .title-vous = Bonjour
menu =
    Choisis, ou écris simplement ce qui se passe.
    .vous = Choisissez, ou écrivez simplement ce qui se passe.
    .title = Qu'est-ce qui t'aiderait ?
    .title-vous = Qu'est-ce qui vous aiderait ?

button-talk = 💬 Parler à quelqu'un
    .vous = 💬 Échanger avec l'équipe
button-talk-now = 💬 Parler à quelqu'un maintenant
    .vous = 💬 Échanger avec l'équipe maintenant
button-topics = 🧭 Sujets
button-emergency = 🆘 Urgence
button-about = ⚖️ Ce qu'on sait de toi
    .vous = ⚖️ Ce qu'on sait de vous
button-menu = ↩️ Menu
button-young = Je suis jeune : tutoyez-moi
button-place = Ma place dans la file
button-cancel-request = Annuler ma demande

## Demander quelqu'un
team-hours = L'équipe : { $hours }.
team-hours-unknown = On te répond dès qu'on peut.
    .vous = L'équipe vous répond dès qu'elle peut.
case-opened =
    { $position ->
        [1] Tu es la prochaine personne.
        [101] Il y a plus de cent demandes dans la file. Les plus urgentes passent d'abord.
       *[other] Il y a { $position } demandes dans la file, la tienne comprise. Les plus urgentes passent d'abord.
    } { $hours }

    Tu peux déjà écrire ici, tout sera transmis dans l'ordre. Si tu effaces un message avant, personne ne le verra.
    .vous =
        { $position ->
            [1] Vous êtes la prochaine personne.
            [101] Il y a plus de cent demandes dans la file. Les plus urgentes passent d'abord.
           *[other] Il y a { $position } demandes dans la file, la vôtre comprise. Les plus urgentes passent d'abord.
        } { $hours }

        Vous pouvez déjà écrire ici, tout sera transmis dans l'ordre. Si vous effacez un message avant, personne ne le verra.
    .title = C'est noté, quelqu'un va te répondre
    .title-vous = C'est noté, quelqu'un va vous répondre
case-place =
    { $position ->
        [1] Tu es la prochaine personne.
        [101] Plus de cent personnes sont devant toi.
       *[other] Tu es à la place { $position }.
    } { $hours } Tu peux continuer à écrire.
    .vous =
        { $position ->
            [1] Vous êtes la prochaine personne.
            [101] Plus de cent personnes sont devant vous.
           *[other] Vous êtes à la place { $position }.
        } { $hours } Vous pouvez continuer à écrire.
    .title = Ta demande est bien dans la file
    .title-vous = Votre demande est bien dans la file
button-where = Dire où j'habite
button-where-again = Changer de territoire
button-where-skip = Passer
where =
    Ça sert à te mettre avec l'équipe de chez toi. Rien ne t'y oblige, et on ne garde pas le nom de ta ville : seulement le territoire.
    .vous = Cela sert à vous mettre avec l'équipe de chez vous. Rien ne vous y oblige, et nous ne gardons pas le nom de votre ville : seulement le territoire.
    .title = Tu habites où ?
    .title-vous = Où habitez-vous ?
lives-there =
    Territoire : { $territory }. Qui te répond : { $structure }. { $hours }
    .vous = Territoire : { $territory }. Qui vous répond : { $structure }. { $hours }
    .title = C'est noté
where-skipped = Pas de souci. Ça ne change rien : quelqu'un te répondra.
    .vous = Pas de souci. Cela ne change rien : quelqu'un vous répondra.
team-left = { $hours }
    .title = L'équipe est rentrée chez elle
team-left-talking = { $hours } La personne qui te répond peut encore écrire ce soir ; sinon, elle te lira à son retour.
    .vous = { $hours } La personne qui vous répond peut encore écrire ce soir ; sinon, elle vous lira à son retour.
    .title = L'équipe rentre chez elle
promise-made = Ta demande est gardée jusque-là. Quand l'équipe sera là, je te le dirai ici.
    .vous = Votre demande est gardée jusque-là. Quand l'équipe sera là, je vous le dirai ici.
meanwhile-called = Ce n'est pas l'heure de l'équipe, mais je l'appelle quand même : quelqu'un peut te répondre avant. Si tu as besoin de parler tout de suite :
    .vous = Ce n'est pas l'heure de l'équipe, mais je l'appelle quand même : quelqu'un peut vous répondre avant. Si vous avez besoin de parler tout de suite :
wait-usual =
    Ces dernières semaines{ $hourly ->
        [1] , à une heure comme celle-ci,
       *[other] { "" }
    } { $kind ->
        [tail] la moitié des personnes ont eu quelqu'un en moins de { $half }. Pour certaines, c'était un autre jour.
        [same] neuf personnes sur dix ont eu quelqu'un en moins de { $most }.
       *[other] la moitié des personnes ont eu quelqu'un en moins de { $half }, et neuf sur dix en moins de { $most }.
    }
wait-longer = Tu attends depuis { $waited } : c'est plus long que d'habitude. Ta demande n'est pas oubliée.
    .vous = Vous attendez depuis { $waited } : c'est plus long que d'habitude. Votre demande n'est pas oubliée.
wait-unknown = Combien de temps ? Je ne sais pas encore.
team-is-there =
    { $position ->
        [1] Tu es la prochaine personne.
        [101] Plus de cent personnes sont devant toi.
       *[other] Tu es à la place { $position }.
    } Tu peux continuer à écrire.
    .vous =
        { $position ->
            [1] Vous êtes la prochaine personne.
            [101] Plus de cent personnes sont devant vous.
           *[other] Vous êtes à la place { $position }.
        } Vous pouvez continuer à écrire.
    .title = L'équipe est là, comme promis
waits-again =
    La personne qui a pris ta demande n'a pas pu te répondre. Quelqu'un d'autre va la prendre, avec tout ce que tu as écrit. { $position ->
        [1] Tu es la prochaine personne.
        [101] Plus de cent personnes sont devant toi.
       *[other] Tu es à la place { $position }.
    } { $hours }
    .vous =
        La personne qui a pris votre demande n'a pas pu vous répondre. Quelqu'un d'autre va la prendre, avec tout ce que vous avez écrit. { $position ->
            [1] Vous êtes la prochaine personne.
            [101] Plus de cent personnes sont devant vous.
           *[other] Vous êtes à la place { $position }.
        } { $hours }
    .title = Ta demande attend de nouveau
    .title-vous = Votre demande attend de nouveau
meanwhile = L'équipe n'est pas là en ce moment, ta demande est gardée. Si tu as besoin de parler avant :
    .vous = L'équipe n'est pas là en ce moment, votre demande est gardée. Si vous avez besoin de parler avant :
case-is-taken = Ta demande a été lue : quelqu'un te répond, plus bas.
    .vous = Votre demande a été lue : quelqu'un vous répond, plus bas.
case-no-longer-waits = Ta demande n'attend plus. Tu peux écrire ici à tout moment.
    .vous = Votre demande n'attend plus. Vous pouvez écrire ici à tout moment.
noted-while-waiting = Bien reçu. Continue si tu veux : tout sera transmis, dans l'ordre.
    .vous = Bien reçu. Continuez si vous voulez : tout sera transmis, dans l'ordre.
already-talking = Tu es déjà en conversation. { $name } lira ce que tu écris ici.
    .vous = Vous êtes déjà en conversation. { $name } lira ce que vous écrivez ici.
nothing-to-stop = Il n'y a pas de conversation ouverte en ce moment. Tu peux en demander une quand tu veux.
    .vous = Il n'y a pas de conversation ouverte en ce moment. Vous pouvez en demander une quand vous voulez.
request-cancelled = Ta demande est annulée. Tu peux revenir quand tu veux.
    .vous = Votre demande est annulée. Vous pouvez revenir quand vous voulez.
toast-nothing-open = Cette demande est déjà terminée.

## En conversation
worker-arrived =
    { $name }, { $function }, { $structure }. Tu peux lui écrire directement ici. /stop pour terminer quand tu veux.
    .vous =
        { $name }, { $function }, { $structure }. Vous pouvez lui écrire directement ici. /stop pour terminer quand vous voulez.
    .title = { $name } est là
speaker-worker = 💬 { $name }, { $function }
worker-left = La personne qui te parlait n'est plus disponible. Ta demande garde sa place et quelqu'un d'autre va te répondre.
    .vous = La personne qui vous parlait n'est plus disponible. Votre demande garde sa place et quelqu'un d'autre va vous répondre.
case-closed =
    Merci d'avoir parlé avec nous. Tu peux revenir quand tu veux, il suffit d'écrire ici.

    Est-ce que ça t'a aidé ?
    .vous =
        Merci d'avoir parlé avec nous. Vous pouvez revenir quand vous voulez, il suffit d'écrire ici.

        Est-ce que cet échange vous a aidé ?
    .title = La conversation est terminée
conversation-ended =
    Merci d'avoir parlé avec nous. Tu peux revenir quand tu veux.

    Est-ce que ça t'a aidé ?
    .vous =
        Merci d'avoir parlé avec nous. Vous pouvez revenir quand vous voulez.

        Est-ce que cet échange vous a aidé ?
    .title = Tu as mis fin à la conversation
    .title-vous = Vous avez mis fin à la conversation
button-rate-good = Oui
button-rate-fair = Un peu
button-rate-poor = Non
rated = Merci, c'est noté sans ton nom ni ton pseudo.
    .vous = Merci, c'est noté sans votre nom ni votre pseudo.
toast-thanks = Merci !
toast-already-rated = C'est déjà noté.

## Ce qu'on n'envoie pas tel quel
image-held =
    Elle reste seulement dans cette discussion. On ne fait pas circuler d'images : une image intime d'une personne mineure ne doit jamais être copiée, même comme preuve.

    Pour garder une preuve sans l'envoyer : laisse les captures sur ton téléphone, note les liens, les pseudos et la date. L'appli du { $service } a un coffre-fort pour ça. Tu peux décrire ce qu'on voit avec des mots.
    .vous =
        Elle reste seulement dans cette discussion. Nous ne faisons pas circuler d'images : une image intime d'une personne mineure ne doit jamais être copiée, même comme preuve.

        Pour garder une preuve sans l'envoyer : laissez les captures sur le téléphone, notez les liens, les pseudos et la date. L'appli du { $service } a un coffre-fort pour cela. Vous pouvez décrire ce qu'on voit avec des mots.
    .title = Ta photo ou ta vidéo n'est pas transmise
    .title-vous = Votre photo ou votre vidéo n'est pas transmise
image-outside-case =
    Je suis un programme et je ne regarde pas les photos ni les vidéos. Raconte avec des mots ce qui se passe, ou demande à parler à quelqu'un.
    .vous = Je suis un programme et je ne regarde pas les photos ni les vidéos. Racontez avec des mots ce qui se passe, ou demandez à parler à quelqu'un.
    .title = Je ne garde pas les images
images-refused = Les images ne passent plus dans cette conversation. Décris avec des mots, c'est tout aussi utile.
    .vous = Les images ne passent plus dans cette conversation. Décrivez avec des mots, c'est tout aussi utile.
images-accepted = La personne qui te répond a accepté les images dans cette conversation. N'envoie jamais d'image intime, même pour prouver quelque chose.
    .vous = La personne qui vous répond a accepté les images dans cette conversation. N'envoyez jamais d'image intime, même pour prouver quelque chose.
ask-before-passing =
    L'équipe n'en a pas besoin pour t'aider. Tu veux l'envoyer quand même ?
    .vous = L'équipe n'en a pas besoin pour vous aider. Voulez-vous l'envoyer quand même ?
    .title = On dirait que tu donnes ton nom, ton numéro, ton adresse ou un lieu
    .title-vous = Ce message semble contenir votre nom, votre numéro, votre adresse ou un lieu
button-send-anyway = Envoyer quand même
button-keep-back = Ne pas envoyer
details-sent = D'accord, c'est envoyé.
details-for-later = C'est noté pour plus tard : ce message partira avec ta demande, si tu veux parler à quelqu'un.
    .vous = C'est noté pour plus tard : ce message partira avec votre demande, si vous voulez parler à quelqu'un.
details-kept-back = D'accord, ce message n'est pas transmis.
details-left-already = Ce message est déjà parti : je ne peux plus le retenir.
details-nothing-to-send = Ce message ne peut plus être envoyé : il a changé, ou la conversation est terminée. Tu peux en écrire un nouveau.
    .vous = Ce message ne peut plus être envoyé : il a changé, ou la conversation est terminée. Vous pouvez en écrire un nouveau.
edit-went-nowhere = Ta modification n'est lue par personne. Si tu veux en parler, demande quelqu'un.
    .vous = Votre modification n'est lue par personne. Si vous voulez en parler, demandez quelqu'un.
edit-asked-again = Ce que tu viens de modifier est important, alors j'ai refait une demande pour toi : quelqu'un de l'équipe la verra. Pour l'annuler, écris /stop.
    .vous = Ce que vous venez de modifier est important, alors j'ai refait une demande pour vous : quelqu'un de l'équipe la verra. Pour l'annuler, écrivez /stop.
stop-or-stay =
    { $waiting ->
        [1] Ta demande est toujours dans la file, quelqu'un va te répondre : tu peux continuer à écrire.
       *[other] La personne qui te répond est toujours là : tu peux continuer à lui écrire.
    }
    .vous =
        { $waiting ->
            [1] Votre demande est toujours dans la file, quelqu'un va vous répondre : vous pouvez continuer à écrire.
           *[other] La personne qui vous répond est toujours là : vous pouvez continuer à lui écrire.
        }
    .title = Tu veux vraiment arrêter maintenant ?
    .title-vous = Voulez-vous vraiment arrêter maintenant ?
button-stop-anyway = Oui, arrêter
button-go-on = Non, continuer
going-on = D'accord, rien n'est arrêté. Tu peux continuer à écrire.
    .vous = D'accord, rien n'est arrêté. Vous pouvez continuer à écrire.
button-resume = ↩️ Reprendre la conversation
too-late-to-resume = Cette conversation est terminée. Tu peux redemander quelqu'un quand tu veux.
    .vous = Cette conversation est terminée. Vous pouvez redemander quelqu'un quand vous voulez.
toast-resumed = C'est repris

## Un mot seul vaut une commande, même mal écrit : séparés par des virgules
words-of-urgence = urgence, urgences, sos, au secours, à l'aide
words-of-stop = stop, arrêter, annuler
words-of-start = menu, accueil
words-of-aide = aide
words-of-parler = parler
words-of-effacer = effacer
words-of-discret = discret, mode discret
nobody-alerted =
    Je n'arrive à joindre personne de l'équipe en ce moment. Ta demande est gardée, et quelqu'un la verra. N'attends pas pour appeler :
    .vous = Je n'arrive à joindre personne de l'équipe en ce moment. Votre demande est gardée, et quelqu'un la verra. N'attendez pas pour appeler :
    .title = L'équipe n'est pas encore prévenue
team-called =
    { $step ->
        [team] J'appelle l'équipe maintenant, et je recommence jusqu'à ce que quelqu'un te réponde. Les numéros plus haut répondent tout de suite.
        [neighbours] Personne n'a encore pu te répondre. J'appelle aussi les équipes voisines. N'attends pas pour appeler :
        [coordinators] Personne n'a encore pu te répondre. J'appelle aussi les responsables des équipes. N'attends pas pour appeler :
       *[everybody] Personne n'a encore pu te répondre. J'appelle maintenant tout le monde, même en pause. N'attends pas pour appeler :
    }
    .vous =
        { $step ->
            [team] J'appelle l'équipe maintenant, et je recommence jusqu'à ce que quelqu'un vous réponde. Les numéros plus haut répondent tout de suite.
            [neighbours] Personne n'a encore pu vous répondre. J'appelle aussi les équipes voisines. N'attendez pas pour appeler :
            [coordinators] Personne n'a encore pu vous répondre. J'appelle aussi les responsables des équipes. N'attendez pas pour appeler :
           *[everybody] Personne n'a encore pu vous répondre. J'appelle maintenant tout le monde, même en pause. N'attendez pas pour appeler :
        }
    .title = On cherche quelqu'un pour toi
    .title-vous = On cherche quelqu'un pour vous
unsupported-kind = Je ne sais pas transmettre ce type de message. Écris-le avec des mots, ou envoie un vocal.
    .vous = Je ne sais pas transmettre ce type de message. Écrivez-le avec des mots, ou envoyez un message vocal.
edit-not-passed = Ta modification n'est pas transmise : elle semble contenir ton nom, ton numéro, ton adresse ou un lieu. Tu veux l'envoyer quand même ?
    .vous = Votre modification n'est pas transmise : elle semble contenir votre nom, votre numéro, votre adresse ou un lieu. Voulez-vous l'envoyer quand même ?

## Réponses à un message hors conversation
what-could-help =
    Je suis un programme, je peux te proposer une fiche : « { $card } ». Tu peux aussi parler à quelqu'un de l'équipe, on lui transmettra ce que tu viens d'écrire.
    .vous = Je suis un programme, je peux vous proposer une fiche : « { $card } ». Vous pouvez aussi parler à quelqu'un de l'équipe, qui lira ce que vous venez d'écrire.
    .title = Merci de l'écrire
not-understood =
    Je suis un programme. Quelqu'un de l'équipe comprendra mieux : tu veux lui parler ? On lui transmettra ce que tu viens d'écrire.
    .vous = Je suis un programme. Quelqu'un de l'équipe comprendra mieux : voulez-vous lui parler ? Nous lui transmettrons ce que vous venez d'écrire.
    .title = Je n'ai pas bien compris

## Danger
danger-numbers =
    Tu n'as pas à rester sans aide. Voici qui peut répondre :
    .vous = Vous n'avez pas à rester sans aide. Voici qui peut répondre :
    .title = Ce que tu écris est important
    .title-vous = Ce que vous écrivez est important
# Seul le modèle pense à un danger, aucune règle : un numéro qui convient, et le droit de dire non.
danger-perhaps =
    Je suis un programme, je peux me tromper : si c'est le cas, dis-le-moi. Sinon, tu n'as pas à rester sans aide :
    .vous = Je suis un programme, je peux me tromper : si c'est le cas, dites-le-moi. Sinon, vous n'avez pas à rester sans aide :
    .title = Ce que tu écris m'inquiète un peu
    .title-vous = Ce que vous écrivez m'inquiète un peu
button-mistaken = Tu as mal compris, ça va
    .vous = Vous avez mal compris, ça va
mistaken =
    Merci de me le dire. Si un jour ça ne va pas, écris-le ici, ou envoie /urgence.
    .vous = Merci de me le dire. Si un jour ça ne va pas, écrivez-le ici, ou envoyez /urgence.
    .title = D'accord
emergency =
    Si toi ou quelqu'un êtes en danger maintenant :
    .vous = Si vous ou quelqu'un d'autre êtes en danger maintenant :
    .title = Urgence
# Sans base de données, on ne sait pas à qui on parle : ni tu, ni vous.
emergency-now =
    Pour toute personne en danger maintenant :
    .title = Urgence
emergency-without-store =
    J'ai une panne, et ce message n'est pas perdu. En attendant, voici qui peut aider tout de suite :
    .title = Urgence
breakdown =
    Ce message n'est pas perdu : la réponse vient dès que c'est réparé. Pour toute personne en danger maintenant :
    .title = J'ai une panne
not-an-emergency-service = Ce bot n'est pas un service d'urgence.

## Sujets et fiches
topics =
    Choisis un sujet :
    .vous = Choisissez un sujet :
    .title = De quoi veux-tu parler ?
    .title-vous = De quoi voulez-vous parler ?
content-gone = Cette page n'existe plus. Voici le menu :

## Ce qu'on sait, effacer
about =
    • Ton pseudo ici : « { $pseudonym } ». L'équipe ({ $structure }) ne voit ni ton nom, ni ton numéro, ni ton compte Telegram.
    • Tes messages ne sont pas enregistrés par le bot. Ils restent dans Telegram, comme toute discussion. Telegram connaît ton compte et peut répondre à un juge.
    • On garde ton identifiant Telegram chiffré, pour pouvoir te répondre. Si une vie est en danger, deux personnes de l'équipe peuvent, ensemble seulement, regarder lequel c'est.{ $chosen ->
        [0] { "" }
       *[other] { " " }On garde aussi le nom du territoire que tu as choisi ({ $territory }), pas ta ville.
    }
    • Une conversation terminée est oubliée au bout de { $requests } jours. Sans nouvelles de toi pendant { $contacts } jours, on t'oublie aussi.
    • Une question à l'équipe : on note où est ton message, jusqu'à un mois après la réponse. La réponse peut être gardée pour d'autres, avec les mots de l'équipe.
    • On compte des choses (combien de demandes, combien de fiches lues), sans savoir qui.
    • Si toi ou quelqu'un d'autre est en danger, on doit prévenir ceux qui protègent. On te le dit d'abord, sauf si le temps manque ou si te le dire te met en danger.
    • On n'écrit ni à tes parents, ni à ton école, ni à la police pour raconter ce que tu dis. Sauf danger, ou si un juge le demande.

    Tes droits : tout effacer ici quand tu veux, demander ce qu'on sait, te plaindre à la CNIL (cnil.fr).
    .vous =
        • Votre pseudo ici : « { $pseudonym } ». L'équipe ({ $structure }) ne voit ni votre nom, ni votre numéro, ni votre compte Telegram.
        • Vos messages ne sont pas enregistrés par le bot. Ils restent dans Telegram, comme toute discussion. Telegram connaît votre compte et peut répondre à un juge.
        • Nous gardons votre identifiant Telegram chiffré, pour pouvoir vous répondre, et si nous vous disons « vous ». Si une vie est en danger, deux personnes de l'équipe peuvent, ensemble seulement, regarder lequel c'est.{ $chosen ->
            [0] { "" }
           *[other] { " " }Nous gardons aussi le nom du territoire que vous avez choisi ({ $territory }), pas votre ville.
        }
        • Une conversation terminée est oubliée au bout de { $requests } jours. Sans nouvelles de vous pendant { $contacts } jours, nous vous oublions aussi.
        • Une question à l'équipe : nous notons où est votre message, jusqu'à un mois après la réponse. La réponse peut être gardée pour d'autres, avec les mots de l'équipe.
        • Nous comptons des choses (combien de demandes, combien de fiches lues), sans savoir qui.
        • Si quelqu'un est en danger, nous devons protéger, et nous vous le dirons si c'est possible.

        Vos droits : tout effacer ici quand vous voulez, demander ce qu'on sait, vous plaindre à la CNIL (cnil.fr).
    .title = Ce qu'on sait de toi
    .title-vous = Ce qu'on sait de vous
button-erase = Tout effacer
erase-confirm =
    Ta conversation, ton pseudo et ce qui attend d'être envoyé seront effacés, chez toi et chez la personne qui te répond. Ça ne peut pas être annulé.
    .vous = Votre conversation, votre pseudo et ce qui attend d'être envoyé seront effacés, chez vous et chez la personne qui vous répond. Cela ne peut pas être annulé.
    .title = Tout effacer ?
button-erase-confirm = Confirmer : tout effacer
button-erase-cancel = Annuler
erase-cancelled = Rien n'est effacé.
erase-receipt =
    Le bot ne sait plus rien de toi. { $older ->
        [0] { $kept ->
            [0] Les messages ont été supprimés des deux côtés.
            [one] Un message n'a pas pu être supprimé.
           *[other] { $kept } messages n'ont pas pu être supprimés.
        }
       *[other] Les messages de moins de 48 heures ont été supprimés. Les plus anciens sont toujours là.
    }

    Ce qui reste : { $older ->
        [0] { $kept ->
            [0] ce reçu
           *[other] ces messages-là (Telegram laisse un bot supprimer pendant 48 heures), ce reçu
        }
       *[other] les messages plus anciens (Telegram laisse un bot supprimer pendant 48 heures), ce reçu
    }, ce que Telegram garde de son côté, et les compteurs, où personne ne peut être reconnu. Tu peux vider cette discussion dans Telegram. Si tu réécris, tu seras quelqu'un de nouveau pour nous.
    .vous =
        Le bot ne sait plus rien de vous. { $older ->
            [0] { $kept ->
                [0] Les messages ont été supprimés des deux côtés.
                [one] Un message n'a pas pu être supprimé.
               *[other] { $kept } messages n'ont pas pu être supprimés.
            }
           *[other] Les messages de moins de 48 heures ont été supprimés. Les plus anciens sont toujours là.
        }

        Ce qui reste : { $older ->
            [0] { $kept ->
                [0] ce reçu
               *[other] ces messages-là (Telegram laisse un bot supprimer pendant 48 heures), ce reçu
            }
           *[other] les messages plus anciens (Telegram laisse un bot supprimer pendant 48 heures), ce reçu
        }, ce que Telegram garde de son côté, et les compteurs, où personne ne peut être reconnu. Vous pouvez vider cette discussion dans Telegram. Si vous réécrivez, vous serez quelqu'un de nouveau pour nous.
    .title = C'est effacé

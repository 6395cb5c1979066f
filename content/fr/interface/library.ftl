# Ce qui entoure les fiches et les parcours.

card-sources-read = Sources : { $sources }. Relu le { $date }.
card-sources = Sources : { $sources }. Vérifié le { $date }.
platform-title = Bloquer et signaler sur { $name }
platform-report = Signaler
platform-block = Bloquer
page-number = ({ $page }/{ $pages })

## Aller et venir
button-back = ↩️ Retour
button-page-before = Avant
button-page-after = Suite
button-games = Quiz et défis
button-verify = 🔎 Vérifier une info
button-platforms = 📱 Mon appli : où bloquer, où signaler
button-services = 🆘 Tous les numéros
button-parents = 🧭 Je suis un parent
button-professionals = 🧭 Espace professionnel
written-for-young = Texte écrit pour les jeunes : il les tutoie.
kind-path = Pas à pas
kind-assessment = Test
kind-quiz = Quiz
kind-challenge = Défi

finished =
    Tu peux revenir quand tu veux, il suffit d'écrire ici.
    .vous = Vous pouvez revenir quand vous voulez, il suffit d'écrire ici.
    .title = D'accord
professionals =
    Des repères courts pour votre pratique. Choisissez une fiche :
    .title = Espace des professionnels
games =
    Rien n'est noté sur toi : ni tes réponses, ni ton score.
    .vous = Rien n'est noté sur vous : ni vos réponses, ni votre score.
    .title = Quiz, tests et défi
services =
    Choisis un service pour savoir pour qui il est et quand il répond. Voici tous les numéros :
    .vous = Choisissez un service pour savoir pour qui il est et quand il répond. Voici tous les numéros :
    .title = Tous les services
platforms =
    Sur quelle application ?
    .title = Bloquer et signaler
platform-note = Les menus changent souvent. Si tu ne trouves pas, écris-nous.
    .vous = Les menus changent souvent. Si vous ne trouvez pas, écrivez-nous.

## Tests et quiz
button-begin = Commencer
button-again = Recommencer
button-next = Suite
button-quiz-end = Suite et fin
button-other-quizzes = D'autres quiz
progress = ({ $number }/{ $count })
assessment-note = Ce test donne un repère, pas une vérité. Tes réponses ne sont gardées nulle part.
    .vous = Ce test donne un repère, pas une vérité. Vos réponses ne sont gardées nulle part.
answer-vrai = Vrai
answer-faux = Faux
answer-hors-contexte = Hors contexte
quiz-right = Bien vu. La réponse est : { $answer }.
quiz-other = Pas tout à fait. La réponse est : { $answer }.
quiz-picture = L'image : { $alt }
quiz-source = Source : { $source }.
quiz-end =
    { $score ->
        [0] Ce quiz était difficile, et maintenant tu connais { $count } réponses de plus.
        [one] Tu as trouvé une réponse sur { $count }, et tu connais maintenant toutes les autres.
       *[other] Tu as trouvé { $score } réponses sur { $count }.
    } Ce qui compte, c'est de savoir où chercher. Ton score n'est pas gardé.
    .vous =
        { $score ->
            [0] Ce quiz était difficile, et maintenant vous connaissez { $count } réponses de plus.
            [one] Vous avez trouvé une réponse sur { $count }, et vous connaissez maintenant toutes les autres.
           *[other] Vous avez trouvé { $score } réponses sur { $count }.
        } Ce qui compte, c'est de savoir où chercher. Votre score n'est pas gardé.
    .title = C'est fini, merci d'avoir joué

## Vérifier une info
verify-send = Envoie maintenant ce que tu veux vérifier, ou transfère-le ici.
    .vous = Envoyez maintenant ce que vous voulez vérifier, ou transférez-le ici.
verify-site = Le vrai nom du site : { $site }
verify-written = Message d'origine écrit le { $date }
verify-unsupported = Je ne sais pas vérifier ce type de message. Envoie un texte, un lien, une photo, une vidéo ou un son, ou transfère le message ici.
    .vous = Je ne sais pas vérifier ce type de message. Envoyez un texte, un lien, une photo, une vidéo ou un son, ou transférez le message ici.
verify-signs = Ce que je remarque
# Le bot cite, il ne juge pas.
finding-vrai = Selon { $by } ({ $dated }), c'est vrai.
finding-faux = Selon { $by } ({ $dated }), c'est faux.
finding-trompeur = Selon { $by } ({ $dated }), c'est trompeur.
finding-hors-contexte = Selon { $by } ({ $dated }), c'est sorti de son contexte.
finding-fabrique-par-ia = Selon { $by } ({ $dated }), c'est fabriqué par une IA.
button-rumour = Lire { $by }
verify-reply = À recoller dans le groupe : « { $reply } »
button-copy-reply = Copier cette réponse
button-question-before = Question précédente
button-question-again = Revoir la question
button-screenshot = C'est une capture d'écran
button-found = J'ai trouvé
button-not-found = Pas trouvé
button-yes = Oui
button-no = Non
button-not-sure = Je ne sais pas

## Défi sur plusieurs jours
challenge-which-hour = À quelle heure veux-tu le message du jour ?
    .vous = À quelle heure voulez-vous le message du jour ?
challenge-hour = { $hour } h
challenge-joined =
    Le premier message arrive à { $hour } h, puis un par jour. Pour arrêter à tout moment : écris { $word }, ou touche le bouton.
    .vous = Le premier message arrive à { $hour } h, puis un par jour. Pour arrêter à tout moment : écrivez { $word }, ou touchez le bouton.
    .title = C'est parti
challenge-under-way = Tu fais ce défi en ce moment : jour { $day } sur { $days }, un message par jour à { $hour } h.
    .vous = Vous faites ce défi en ce moment : jour { $day } sur { $days }, un message par jour à { $hour } h.
challenge-day = Jour { $day } sur { $days } : { $title }
challenge-tick = Un moment sans écran de loisirs ? Touche-le, il s'ajoute au compteur de tout le monde.
    .vous = Un moment sans écran de loisirs ? Touchez-le, il s'ajoute au compteur de tout le monde.
challenge-ticked = { $moment } : fait
challenge-unticked = Ajouter : { $moment }
challenge-over = Ce défi n'existe plus. Ce que tu as essayé compte quand même.
    .vous = Ce défi n'existe plus. Ce que vous avez essayé compte quand même.
button-challenge-stop = 🛑 Arrêter le défi
toast-moment = Ajouté. Bravo !
toast-challenge-over = Ce défi est terminé pour toi.
    .vous = Ce défi est terminé pour vous.

## Page des contenus, pour les personnes qui les écrivent
contents-heading = Contenus : { $count }
contents-review = État
contents-kind = Sorte
contents-id = Identifiant
contents-title = Titre
contents-topic = Sujet
contents-sources = Sources
contents-checked_on = Vérifié le
contents-check_before = À revoir avant
contents-review-overdue = en retard
contents-review-soon = bientôt
contents-review-fine = à jour
contents-review-hidden = non vérifié, caché

# Ce que « maraude check » dit aux personnes qui écrivent le contenu.
# Le message dit ce qui ne va pas ; « .fix » dit quoi faire.

# --- Lire un fichier ---

check-missing-file = Ce fichier manque.
    .fix = Remettre le fichier, ou le reprendre dans la version d'origine.
check-unreadable = Ce fichier ne peut pas être lu.
    .fix = L'enregistrer en texte, encodage UTF-8.
check-bad-yaml = Ce passage n'est pas écrit comme il faut ({ $reason }).
    .fix = Regarder cette ligne et celle d'avant : guillemets non fermés, deux-points dans un texte sans guillemets, ou mauvais décalage.
check-repeated-key = « { $value } » est écrit deux fois.
    .fix = N'en garder qu'un.
check-not-a-mapping = Ce fichier doit être une suite de « nom : contenu ».
    .fix = Comparer avec un autre fichier du même dossier.
check-not-a-list = Ce fichier doit être une liste, avec un tiret par élément.
    .fix = Comparer avec l'exemple de docs/contenus.md.
check-no-front-matter = La fiche doit commencer par son en-tête, entre deux lignes « --- ».
    .fix = Copier l'en-tête d'une autre fiche.

# --- Les champs ---

check-missing-field = Il manque « { $where } ».
    .fix = Ajouter la ligne « { $field }: … ».
check-unknown-field = « { $where } » n'est pas un champ connu.
    .fix = Corriger le nom du champ, ou enlever la ligne.
check-too-long = « { $where } » est trop long : { $limit } caractères au plus.
    .fix = Raccourcir « { $value } ».
check-empty = « { $where } » est vide.
    .fix = Écrire un texte.
check-too-few = « { $where } » n'a pas assez d'éléments : il en faut { $limit }.
    .fix = En ajouter.
check-bad-form = « { $where } » n'a pas la bonne forme : { $value }.
    .fix = Un identifiant s'écrit en minuscules, chiffres et tirets ; une adresse commence par https:// ; un numéro n'a que des chiffres et des espaces.
check-not-a-choice = « { $where } » ne peut pas valoir « { $value } ».
    .fix = Choisir parmi : { $expected }.
check-bad-date = « { $where } » n'est pas une date.
    .fix = Écrire l'année, le mois, le jour : 2027-05-21.
check-bad-time = « { $where } » n'est pas une heure.
    .fix = Écrire "09:00", avec des guillemets.
check-not-a-text = « { $where } » doit être un texte.
    .fix = Mettre le texte entre guillemets.
check-not-yes-or-no = « { $where } » doit être yes ou no.
    .fix = Écrire yes ou no.
check-not-a-number = « { $where } » doit être un nombre.
    .fix = Écrire un nombre, sans guillemets.
check-invalid = « { $where } » n'est pas correct ({ $reason }).
    .fix = Comparer avec l'exemple de docs/contenus.md.
check-id-is-not-file-name = L'identifiant « { $value } » n'est pas le nom du fichier.
    .fix = Écrire « { $expected } », ou renommer le fichier.
check-duplicate-id = L'identifiant « { $value } » existe déjà dans { $other }.
    .fix = En choisir un autre.
check-unknown-topic = « { $value } » n'est pas un sujet connu du bot.
    .fix = Les sujets sont fixés dans le programme : corriger le nom.

# --- Les règles de chaque sorte de contenu ---

check-contact-not-sure = Ce contact n'est pas vérifié (confidence G, C ou X), mais verified vaut yes.
    .fix = Vérifier sur le site de l'organisme et passer confidence à V ou V2, ou mettre verified: no.
check-contact-unreachable = Ce contact n'a ni numéro, ni site, ni tchat.
    .fix = En ajouter un, ou mettre verified: no.
check-contact-without-source = Ce contact n'a pas de source.
    .fix = Dire où l'information a été lue (title, publisher, date).
check-platform-without-steps = Cette application est marquée vérifiée, mais ses étapes ou ses sources manquent.
    .fix = Les écrire, ou mettre verified: no : le bot montrera les étapes générales.
check-quiz-answer-not-offered = Une réponse du quiz n'est pas dans la liste « answers ».
    .fix = Ajouter la réponse à « answers », ou corriger la question.
check-assessment-results-order = Les résultats doivent commencer à 0 point et monter.
    .fix = Mettre « from: 0 » au premier, puis des nombres qui augmentent.
check-assessment-result-out-of-reach = Le dernier résultat demande plus de points que le test n'en donne.
    .fix = Baisser son « from », ou revoir les points.
check-challenge-days-order = Les jours du défi doivent aller de 1 au dernier, sans trou.
    .fix = Corriger les numéros « day ».
check-challenge-unknown-moment = Un jour du défi cite un moment qui n'existe pas.
    .fix = Reprendre un identifiant de la liste « moments ».
check-challenge-unknown-variant = Un jour du défi cite une variante qui n'existe pas.
    .fix = Reprendre un nom de « variants ».
check-verify-sign-without-rule = Un signe doit avoir une liste de mots (words) ou une règle (rule), pas les deux.
    .fix = En garder une.
check-picture-missing = « { $value } » n'est pas dans le dossier pictures, ou n'est pas une image PNG.
    .fix = Dessiner l'image (NOM.svg), l'enregistrer en PNG à côté (NOM.png), et écrire NOM ici.
check-picture-heavy = L'image « { $value } » est trop lourde ou trop grande : { $limit } ko et 1280 points de côté au plus.
    .fix = L'enregistrer plus petite, en 64 couleurs : 640 points de large suffisent.
check-picture-caption = Le texte sous l'image est trop long pour Telegram.
    .fix = Raccourcir la phrase, l'explication ou la description.
check-masculine-only = « { $words } » ne parle qu'aux garçons : beaucoup de filles lisent ce texte.
    .fix = Tourner la phrase (« on t'accompagne »), ou écrire les deux : « seul ou seule ».
check-rumour-home-page = « link » mène à une page d'accueil, où personne ne retrouve l'article.
    .fix = Écrire l'adresse de l'article, après l'avoir ouverte et lue.
check-verify-unknown-words = Un signe cite une liste de mots qui n'existe pas.
    .fix = Ajouter la liste sous « words », ou corriger le nom.
check-canned-without-group = L'identifiant d'une réponse prête commence par son moment : ouvrir, attendre, confidentialite, danger, preuves, orienter, absence, fin ou reprise.
    .fix = Écrire par exemple « ouvrir-bonjour ».
check-verify-things-missing = Il faut trois questions pour chaque sorte d'envoi (things) : photo, video, voice, screenshot, post, link, number, quotation, health et message.
    .fix = Ajouter celles qui manquent, ou corriger leur nom.
check-verify-levels-order = Les niveaux doivent commencer à 0 point et monter.
    .fix = Mettre « from: 0 » au premier, puis des nombres qui augmentent.

# --- Entre les fichiers ---

check-broken-link = Le bouton vers « { $target } » ne mène nulle part.
    .fix = Corriger l'identifiant, ou enlever le bouton.
check-ambiguous-link = « { $target } » existe dans deux sortes de contenu.
    .fix = Préciser : card:{ $target }, path:{ $target }, quiz:{ $target } ou assessment:{ $target }.
check-unknown-action = « { $target } » n'est pas une action du bot.
    .fix = Les actions sont : { $known }.
check-link-to-unverified = « { $target } » n'est pas vérifié : ce bouton ne sera pas montré.
    .fix = Vérifier ce contenu, ou enlever le bouton.
check-unknown-contact = Le contact « { $id } » n'est pas dans contacts.yaml.
    .fix = Corriger l'identifiant, ou ajouter le contact.
check-contact-not-verified = Le contact « { $id } » n'est pas vérifié : il ne sera pas montré.
    .fix = Le vérifier dans contacts.yaml, ou l'enlever d'ici.
check-contact-without-article = Il manque un article devant le numéro de { "{" }contact:{ $id }{ "}" }.
    .fix = Écrire par exemple « appelle le { "{" }contact:{ $id }{ "}" } ».
check-topic-not-in-menu = Le sujet « { $topic } » manque dans le menu.
    .fix = L'ajouter à topics.yaml.
check-topic-empty = Le sujet « { $topic } » n'a ni fiche, ni parcours, ni quiz.
    .fix = Écrire une fiche de ce sujet.
check-repeated-step = Deux étapes ont le même identifiant.
    .fix = Donner un identifiant à chacune.
check-unknown-step = L'étape « { $id } » n'existe pas.
    .fix = Corriger l'identifiant. Pour une fiche, écrire card:{ $id }.
check-unreachable-step = On ne peut jamais arriver à l'étape « { $id } ».
    .fix = Ajouter un choix qui y mène, ou l'enlever.
check-no-way-out = Depuis l'étape « { $id } », on tourne en rond.
    .fix = Ajouter un choix vers action:parler, une fiche ou end.
check-leaf-without-talk = L'étape « { $id } » finit le parcours sans proposer de parler.
    .fix = Ajouter un choix « action:parler » ou « end ».
check-no-territory = Il n'y a aucun territoire : personne ne répondrait.
    .fix = Remettre un fichier dans territories/, ou reprendre celui d'origine.
check-unknown-neighbour = Le territoire voisin « { $value } » n'a pas de fichier, ou c'est lui-même.
    .fix = Écrire le nom d'un autre fichier de territories/, sans « .yaml ».
check-pale-colour = La couleur { $value } est trop claire : le blanc ne s'y lit pas (contraste { $measured }, il faut 4.5).
    .fix = Choisir une couleur plus foncée.
check-year-begun = L'année { $value } a commencé : si elle n'était pas écrite ici avant, ses répartitions restent par trimestre.
    .fix = Écrire l'année suivante, avant qu'elle commence ; laisser celle-ci si elle y était.
check-several-defaults = Deux territoires ont « default: yes » : « { $value } » est déjà celui de qui n'a rien choisi.
    .fix = N'en garder qu'un.
check-no-default = Aucun territoire n'a « default: yes » : qui n'a rien choisi est reçu par « { $value } ».
    .fix = Écrire « default: yes » dans le fichier du territoire voulu.
check-danger-without-number = Cette fiche parle d'un danger élevé sans numéro joignable jour et nuit.
    .fix = Ajouter à « contacts » un contact ouvert 24/7 (hours: "24/7").
check-nobody-at-night = Pour le sujet « { $topic } » et le danger { $danger }, aucun numéro ne répond la nuit.
    .fix = Ajouter dans emergency.yaml un contact ouvert 24/7.
check-reason-without-steps = Le danger « { $reason } » du triage n'a pas de premiers gestes.
    .fix = L'ajouter à « reasons » d'une entrée de fr/first_steps.yaml.
check-unknown-command = « { $name } » n'est pas une commande du bot.
    .fix = Enlever la promesse, ou écrire { "{" }command:nom{ "}" } avec une commande qui existe (command-… dans interface/common.ftl).
check-unknown-button = « { $name } » n'est pas un bouton du bot.
    .fix = Enlever la promesse, ou écrire { "{" }button:nom{ "}" } avec un bouton qui existe (button-… dans interface/).
check-middle-dot = Il y a un point médian : les lecteurs d'écran le lisent mal.
    .fix = Tourner la phrase, ou écrire « seul ou seule ».
check-emoji-not-listed = Le signe { $sign } n'est pas dans la liste de docs/tonalite.md.
    .fix = Prendre un des dix signes, ou enlever celui-ci.
check-grave-answer-not-enough = Cette réponse est grave à elle seule, mais ne suffit pas à donner un résultat grave.
    .fix = Lui donner au moins le « from » d'un résultat marqué « grave: yes ».
check-grave-result-without-contact = Ce résultat grave ne dit pas qui appeler.
    .fix = Écrire au moins un { "{" }contact:…{ "}" }.
check-loose-number = Le numéro { $number } est écrit dans un texte.
    .fix = Écrire { "{" }contact:…{ "}" } avec l'identifiant du service : un numéro n'est écrit que dans contacts.yaml.
check-real-number-in-example = Ce territoire est un exemple, mais ce numéro peut appartenir à quelqu'un.
    .fix = Prendre un numéro réservé aux fictions (01 99 00 …), ou mettre example: no.
check-too-long-for-telegram = « { $where } » est trop long pour un message ({ $length } caractères, { $limit } au plus).
    .fix = Couper le texte en deux étapes.
check-too-many-words = « { $where } » a { $words } mots, pour { $limit } au plus.
    .fix = Raccourcir : une fiche se lit en 40 secondes.
check-hard-to-read = Ce texte est difficile à lire (mesure { $measure }, il faut { $limit } au plus).
    .fix = Faire des phrases plus courtes et prendre des mots de tous les jours.
check-overdue = « { $id } » devait être revérifié avant le { $until }.
    .fix = Vérifier, puis changer checked_on et check_before.
check-due-soon = « { $id } » est à revérifier avant le { $until }.
    .fix = Vérifier sur le site de l'organisme, puis changer checked_on et check_before.
check-checked-in-the-future = La date de vérification est dans le futur.
    .fix = Mettre la date du jour où quelqu'un a vérifié.
check-no-source = Ce contenu ne dit pas d'où viennent ses faits.
    .fix = Ajouter « sources », avec un titre, un organisme et une date.
check-bad-triage = Les règles qui reconnaissent le danger ne peuvent pas être lues : { $reason }
    .fix = Corriger le fichier du dossier triage, ou reprendre sa version d'origine.
check-bad-pseudonyms = La liste des pseudonymes ne peut pas être lue : { $reason }
    .fix = Comparer avec la version d'origine.
check-unknown-rule = La règle « { $rule } » n'existe pas.
    .fix = Les règles sont : { $known }.
check-unknown-country = Ces jours fériés ne sont pas connus.
    .fix = Écrire holidays: FR (fermé les jours fériés), FR-ALSACE-MOSELLE, ou open (horaires habituels). Si personne ne sait, enlever la ligne.
check-closing-ends-too-early = Cette fermeture finit avant de commencer.
    .fix = Mettre dans « to » le dernier jour fermé, le même jour que « from » ou après.
check-closing-is-past = Cette fermeture est passée.
    .fix = Enlever la ligne.
check-quizzes-unbalanced = { $percent } % des réponses des quiz sont « vrai ».
    .fix = Viser un tiers, pour qu'on ne puisse pas deviner.
check-quiz-empty = Aucune question de ce quiz n'est vérifiée.
    .fix = En vérifier, ou mettre verified: no pour le quiz.
check-quiz-one-answer = Toutes les réponses de ce quiz sont les mêmes.
    .fix = Ajouter des questions dont la réponse est différente.
check-question-not-verified = Cette question n'est pas vérifiée : elle ne sera pas posée.
    .fix = La vérifier et mettre verified: yes, ou l'enlever.
check-bad-string = Ce passage n'est pas écrit comme il faut : le bot ne verrait pas ce texte.
    .fix = Un texte s'écrit « nom = texte » ; les lignes suivantes commencent par quatre espaces.
check-repeated-string = Le texte « { $key } » existe déjà dans { $other }.
    .fix = N'en garder qu'un.
check-says-tu = Le texte « { $key } » tutoie une personne que l'on vouvoie.
    .fix = Lui ajouter « .vous » (et « .title-vous » si son titre tutoie) ; ce que lit l'équipe vouvoie toujours.
check-not-translated = Le texte « { $key } » n'est pas traduit ({ $language }).
    .fix = Le traduire ; en attendant, le français est montré.

# --- Le compte rendu ---

check-summary-ok = Tout est bon : { $cards } fiches, { $paths } parcours, { $assessments } tests, { $quizzes } quiz ({ $questions } questions), { $contacts } contacts, { $territories ->
    [one] 1 territoire
   *[other] { $territories } territoires
    }.
check-summary-problems = { $errors ->
    [0] Aucune erreur
    [one] 1 erreur
   *[other] { $errors } erreurs
    }, { $warnings ->
    [0] aucune remarque.
    [one] 1 remarque.
   *[other] { $warnings } remarques.
    }
check-mark-error = erreur
check-mark-warning = remarque
check-hidden-title = Pas montré, parce que pas vérifié :

# --- maraude check --to-verify ---

to-verify-title = À vérifier par une personne avant d'ouvrir : { $count }
to-verify-contact = Services : appeler ou ouvrir le site, vérifier le numéro et les horaires
to-verify-danger = Textes lus en cas de danger
to-verify-text = Autres textes
to-verify-hidden = Écrits, et montrés à personne tant qu'ils ne sont pas vérifiés
to-verify-how = Quand la page officielle a été ouverte et lue par une personne, écrire sa date : « confirmed_on: 2026-12-01 ». L'écran dit alors « Vérifié le », et plus « Relu le ».

# --- Aperçu d'une fiche dans le terminal ---

preview-unknown = Il n'y a pas de contenu « { $id } ».
preview-close = Vouliez-vous dire : { $ids } ?
preview-buttons = Boutons :
preview-not-verified = Ce contenu n'est pas vérifié : le bot ne le montre pas.

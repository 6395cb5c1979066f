### Les chiffres : ce que la coordination lit, en texte, en fichier, en image et en page.

button-stats = Chiffres
button-stats-7j = 7 jours
button-stats-30j = 30 jours
button-stats-mois = Mois
button-stats-trimestre = Trimestre
button-stats-annee = Année
stats-everywhere = Tous les territoires
stats =
    { $where }
    .title = Du { $first } au { $last }
stats-line = { $name } : { $number }{ $note }
stats-note = { " " }· { $note }
stats-more = La suite est dans le tableau de bord, le bilan et les fichiers : /tableau, /rapport.
stats-part = • { $name } : { $number }{ $note }
stats-median = Une personne sur deux a attendu : { $half }
stats-meaning =
    { $meaning }

    { $made_up }
figures-meaning = Les nombres sont faits de paquets de cinq personnes : « environ 20 » veut dire entre 16 et 24 dans un territoire. Personne ne peut y être reconnu. Les détails se lisent par trimestre terminé, ou par mois là où c'était décidé avant le début de l'année. Les jours comptent une fois terminés.
figure-few = de 0 à { $high }
figure-about = environ { $about } (entre { $low } et { $high })
figure-unknown = non précisé
figure-sensitive = sujets sensibles, ensemble
trend-stable = stable
trend-up = en hausse
trend-down = en baisse
stats-unknown-period = Je connais /stats 7j, 30j, mois, trimestre et annee, un trimestre : /stats 2026-t3, un mois : /stats 2026-03, ou des jours : /stats 2026-01-05..2026-02-10.
stats-backwards = Cette période finit avant de commencer : le premier jour d'abord, comme /stats 2026-01-05..2026-02-10.
stats-not-closed = Cette période n'est pas terminée : rien n'en est dit avant sa fin. Les trimestres se lisent le lendemain de leur dernier jour.
by-request = Par sujet
by-danger = Danger repéré
by-request_day = Par jour de la semaine
request_day-mon = lundi
request_day-tue = mardi
request_day-wed = mercredi
request_day-thu = jeudi
request_day-fri = vendredi
request_day-sat = samedi
request_day-sun = dimanche
by-request_hour = Par moment de la journée
by-waiting_time = Attente avant réponse
by-handling_time = Durée des conversations
by-outcome = Issues
by-satisfaction = « Ça t'a aidé ? »
by-triage_verdict = Avis sur le repérage
by-triage_reason = Avis sur le repérage, par raison
request_hour-night = la nuit, avant 7 h
request_hour-morning = le matin
request_hour-afternoon = l'après-midi
request_hour-evening = le soir, après 18 h
measure-first_contact = Premiers contacts
measure-returning_contact = Retours
measure-request = Demandes
measure-taken = Demandes prises
measure-card_read = Fiches lues
measure-outing = Sorties
measure-outing_arrival = Venus par le lien d'une sortie
measure-outing_talk = Échanges pendant les sorties
measure-outing_referral = Orientations pendant les sorties
measure-enquiry = Questions à l'équipe
measure-enquiry_answered = Questions répondues
measure-answer_offered = Réponses déjà là, montrées
measure-subscription = Inscriptions aux alertes
measure-broadcast = Alertes de prévention envoyées
measure-quiz = Quiz terminés
measure-challenge_joined = Défis commencés
measure-meeting = Rendez-vous proposés
measure-meeting_held = Rendez-vous tenus
measure-child_report = Signalements préparés
measure-erasure = Effacements demandés
measure-undelivered = Messages non remis
waiting_time-under-5 = moins de 5 min
waiting_time-under-15 = de 5 à 15 min
waiting_time-under-60 = de 15 min à 1 h
waiting_time-under-240 = de 1 à 4 h
waiting_time-under-1440 = de 4 à 24 h
waiting_time-1440-and-more = plus de 24 h
satisfaction-good = oui
satisfaction-fair = un peu
satisfaction-poor = non
triage_verdict-none-right = rien de repéré, bien vu
triage_verdict-none-wrong = rien de repéré, à tort
triage_verdict-moderate-right = difficile, bien vu
triage_verdict-moderate-wrong = difficile, à tort
triage_verdict-high-right = grave, bien vu
triage_verdict-high-wrong = grave, à tort
triage_verdict-immediate-right = immédiat, bien vu
triage_verdict-immediate-wrong = immédiat, à tort
triage_reason-despair-right = mal-être ou corps en danger : bien vu
triage_reason-despair-wrong = mal-être ou corps en danger : fausse alerte
triage_reason-violence-right = violences : bien vu
triage_reason-violence-wrong = violences : fausse alerte
triage_reason-sexual-right = violences sexuelles, images, exploitation : bien vu
triage_reason-sexual-wrong = violences sexuelles, images, exploitation : fausse alerte
triage_reason-groups-right = rixes, haine, embrigadement : bien vu
triage_reason-groups-wrong = rixes, haine, embrigadement : fausse alerte
triage_reason-harassment-right = harcèlement : bien vu
triage_reason-harassment-wrong = harcèlement : fausse alerte
triage_reason-model-right = modèle seul, sans règle : bien vu
triage_reason-model-wrong = modèle seul, sans règle : fausse alerte
triage_reason-context-right = d'après ce qui précède ou un message transféré : bien vu
triage_reason-context-wrong = d'après ce qui précède ou un message transféré : fausse alerte
triage_reason-team-right = signalé par l'équipe : bien vu
triage_reason-team-wrong = signalé par l'équipe : fausse alerte
triage_reason-nothing-right = aucun mot d'alerte : bien vu
triage_reason-nothing-wrong = aucun mot d'alerte : fausse alerte
triage_reason-other-right = règle ajoutée ici : bien vu
triage_reason-other-wrong = règle ajoutée ici : fausse alerte
triage_reason-sensitive-right = raisons sensibles, ensemble : bien vu
triage_reason-sensitive-wrong = raisons sensibles, ensemble : fausse alerte
triage_reason-unknown-right = raison non connue : bien vu
triage_reason-unknown-wrong = raison non connue : fausse alerte

## Tableaux
figures-totals = Chiffres clés
figures-months = Demandes, mois par mois
figures-percent = { $percent } %
figures-made-up = Activité inventée pour la démonstration : personne n'a vécu ceci.

## Fichiers
button-figures-png = En image
button-figures-csv = CSV
button-figures-xlsx = Tableur (XLSX)
button-figures-ods = Tableur (ODS)
column-table = Tableau
column-name = Intitulé
column-about = Valeur publiée
column-low = Au moins
column-high = Au plus
column-note = Part ou évolution
figures-file = { $where }, du { $first } au { $last }.
figures-file-name = chiffres-{ $period }-au-{ $until }
picture-title = Du { $first } au { $last }
figures-not-drawn = Ce fichier n'a pas pu être fait. Les mêmes chiffres se lisent avec /stats. Si cela se répète, prévenez la personne qui gère le serveur.
sheet-figures = Chiffres
sheet-notes = À lire

## Rapport
button-figures-pdf = PDF à imprimer
button-figures-html = Page web (HTML)
column-about-short = Environ
column-note-short = Part, évolution
column-between = Entre
between = { $low } et { $high }
column-indicator = Indicateur
column-here = Où le trouver
tile-about = environ { $about }
tile-between = entre { $low } et { $high }
report-title = Bilan d'activité de la maraude numérique
report-period = Du { $first } au { $last }
report-made-on = Édité le { $day }
report-essentials = L'essentiel
report-words-essentials = Ce que l'équipe en retient
report-how-to-read = Comment lire ces chiffres
report-reading-why = Dans une petite commune, « une demande, violences, un mardi » suffirait à reconnaître quelqu'un. Tous les nombres de ce bilan sont donc faits de paquets de cinq personnes : ils disent ce que fait le service, et ne disent rien de personne.
report-reading-between = « Environ 20, entre 16 et 24 » : le vrai nombre est l'un de ceux-là, et personne ne peut savoir lequel. « De 0 à 4 » peut vouloir dire personne. Sur une barre, le trait fin va du plus petit nombre possible au plus grand. Ce qui ne remplit pas un paquet est reporté au jour suivant, pas perdu.
report-reading-trend = « En hausse » ou « en baisse » n'est dit que si l'écart avec la période d'avant dépasse ce que les paquets peuvent expliquer. Sinon : « stable ». Les parts en pour cent ne sont dites qu'à partir de cinquante personnes, à 5 % près.
report-limits = Ce que ces chiffres ne disent pas
report-limit-requests = On compte des demandes, pas des personnes différentes : quelqu'un peut demander plusieurs fois.
report-limit-identity = Ni l'âge, ni le genre, ni le nom ne sont demandés : il n'y a donc pas de répartition par âge ou par genre.
report-limit-tool = Le sujet et le danger sont repérés par un outil, au moment de la demande. Il peut se tromper : « Avis sur le repérage » dit ce que l'équipe en pense.
report-limit-sensitive = Les sujets sensibles sont comptés ensemble, puis chacun par paquets de quinze : la marge est plus grande.
report-limit-late = Un chiffre publié ne change plus jamais : ce qui serait compté en retard n'y est pas.
report-figures = Les chiffres
report-no-details = Les répartitions (sujets, danger, attente, issues) se lisent par trimestre terminé, ou par mois là où c'était décidé avant le début de l'année.
report-indicators = Indicateurs usuels (CLSPD, CISPD, FIPD, CAF)
report-indicators-why = Il n'existe pas de grille officielle unique : voici ce que ces bilans demandent d'habitude, et où le trouver ici. À ajuster avec qui lit ce bilan.
indicator-counted = dans les tableaux de ce bilan
indicator-written = à écrire par la coordination, plus bas
indicator-never = jamais demandé, pour protéger les jeunes
indicator-contacts = Prises de contact
indicator-returning = Jeunes qui reviennent
indicator-topics = Thèmes abordés
indicator-cases = Accompagnements ouverts
indicator-referrals = Orientations vers des partenaires
indicator-satisfaction = Satisfaction
indicator-hours = Heures de présence en ligne
indicator-outings = Sorties, échanges et orientations pendant les sorties
indicator-actions = Actions collectives, participants
indicator-reports = Informations préoccupantes et signalements (nombre seul)
indicator-parents = Parents et professionnels touchés
indicator-training = Formation de l'équipe
indicator-age = Âge, genre, quartier
report-words = Les mots de la coordination
report-words-hours = Heures de présence, équipe
report-words-outings = Sorties, actions collectives, parents touchés
report-words-partners = Partenaires
report-words-training = Formation et soutien de l'équipe
report-words-next = Difficultés, et suite
report-glossary = Glossaire
what-request = Quelqu'un a demandé à parler à l'équipe, par le bouton, la commande ou ses mots. Annulée puis refaite le même jour, c'est la même demande, tant que personne ne l'a prise.
what-taken = Quelqu'un de l'équipe a pris une demande. Rendue à la file puis reprise, elle ne compte qu'une fois.
what-first_contact = Quelqu'un a ouvert le bot pour la première fois, ou après avoir tout effacé. Une fois par personne et par jour.
what-returning_contact = Quelqu'un est revenu un autre jour.
what-card_read = Quelqu'un a ouvert une fiche ou plusieurs. Une fois par personne et par jour.
what-referral = Une structure a été proposée à quelqu'un, qui a dit oui. Une fois par personne et par jour.
what-meeting = Un rendez-vous a été proposé dans une conversation. Une fois par personne et par jour.
what-meeting_held = La personne est venue, selon qui l'attendait.
what-outing = Une sortie de l'équipe s'est terminée, en ligne ou dehors.
what-outing_arrival = Quelqu'un est venu par le lien ou l'affiche d'une sortie. Une même personne compte une fois par sortie.
what-outing_talk = Un échange noté à la main pendant une sortie.
what-outing_referral = Quelqu'un a été orienté pendant une sortie, noté à la main.
what-child_report = Un document a été préparé pour la protection de l'enfance. Son contenu n'est pas connu.
what-enquiry = Quelqu'un a demandé à l'équipe si une information est vraie. Une fois par personne et par jour.
what-enquiry_answered = L'équipe a répondu à une de ces questions. Une fois par personne et par jour.
what-answer_offered = Une réponse gardée a été montrée à qui demandait la même chose. Une fois par personne et par jour.
what-subscription = Quelqu'un a demandé à recevoir les alertes d'un thème. Une fois par personne et par jour.
what-broadcast = Une alerte de prévention est partie vers quelqu'un qui l'avait demandée. Une fois par personne et par jour.
what-quiz = Quelqu'un a mené un quiz jusqu'au bout, ou plusieurs. Une fois par personne et par jour.
what-challenge_joined = Quelqu'un a commencé un défi sur plusieurs jours. Une fois par personne et par jour.
what-erasure = Quelqu'un a effacé ce qui le concernait. Une fois par personne et par jour. Les chiffres passés n'en changent pas.
what-undelivered = Un message d'une conversation, ou plusieurs, n'ont pas pu être remis, parce que le bot était bloqué, par exemple. Une fois par personne et par jour.
what-by-request = Le sujet repéré au moment de la demande.
what-by-waiting_time = Le temps entre la demande et sa prise par quelqu'un de l'équipe.
what-by-outcome = Comment la conversation s'est terminée, choisi par l'équipe ou dit par le bot.
what-by-danger = Le danger repéré au moment de la demande.
what-by-satisfaction = La réponse, facultative, à « Ça t'a aidé ? ».
what-by-triage_verdict = Ce que l'équipe dit du repérage : bien vu, ou à tort.
what-by-triage_reason = Le même avis, selon ce qui avait parlé : une famille de règles, le modèle seul, l'équipe. Jamais les mots de quelqu'un.
what-by-request_day = Le jour de la semaine où la demande est arrivée.
what-by-request_hour = Le moment de la journée où la demande est arrivée.
what-by-handling_time = Le temps entre la prise et la fin de la conversation.
quarter = { $number ->
    [1] 1er trimestre { $year }
   *[other] { $number }e trimestre { $year }
}
report-quarters =
    { $where }. Quel trimestre ? Un trimestre se lit le lendemain de sa fin.
    .title = Bilan d'activité
report-forms =
    { $where }. Sous quelle forme ?
    .title = Bilan · { $quarter }
button-report-quarters = ↩️ Les trimestres
report-file = Bilan d'activité, { $where }, du { $first } au { $last }. Il reste des places blanches pour vos mots.
report-file-name = bilan-{ $period }

## Tableau de bord
board-link =
    Ce lien s'ouvre une seule fois, dans les { $count } minutes, sur l'appareil de votre choix. Il est pour vous seulement.

    { $link }
    .title = Tableau de bord
board-nowhere = Le tableau de bord demande une adresse publique (MARAUDE_WEBHOOK_URL) : voyez avec la personne qui gère le serveur. Les mêmes chiffres se lisent avec /stats et /rapport.
button-board-inside = Ouvrir ici, dans Telegram
board-app = Ouverture du tableau de bord… Si rien ne vient, ouvrez-le avec le lien que le bot donne : /tableau.
board-app-over = Cette ouverture a déjà servi, ou son temps est passé. Fermez cette fenêtre et demandez /tableau au bot.
board-not-yours = Le tableau de bord est réservé à la coordination. Si vous en faites partie, demandez à votre équipe de vérifier votre rôle avec /equipe.
board-now = En ce moment
board-now-why = Ce n'est pas un chiffre du bilan : c'est la file à l'ouverture de cette page, pour l'équipe seulement. Ne le recopiez nulle part.
board-waiting = { $many ->
    [yes] Cent personnes attendent, ou plus
   *[no] { $count ->
        [one] Une personne attend
       *[other] { $count } personnes attendent
    }
}
board-waiting-elsewhere = (ailleurs : personne n'attend chez vous)
board-waits-danger = Danger repéré
board-waits-since = Attend depuis
board-nobody-waits = Personne n'attend.
board-available = { $count ->
    [0] Personne n'est en /dispo.
    [one] Une personne de l'équipe est en /dispo.
   *[other] { $count } personnes de l'équipe sont en /dispo.
}
board-under-way = { $count ->
    [0] Aucune conversation en cours.
    [one] Une conversation en cours.
   *[other] { $count } conversations en cours.
}
board-title = Tableau de bord de la maraude numérique
board-door = Ce lien vient de la commande /tableau. Il ne sert qu'une fois, puis la page reste ouverte trois quarts d'heure dans ce navigateur.
board-open = Ouvrir le tableau de bord
board-link-over = Ce lien a déjà servi, ou son temps est passé. Demandez-en un autre au bot : /tableau.
board-closed = Cette page est fermée. Demandez un lien au bot : /tableau.
board-left = Vous avez quitté le tableau de bord. Pour y revenir, demandez un lien au bot : /tableau.
board-down = Le service ne répond pas pour le moment. Réessayez dans quelques minutes.
board-unknown = Cette page n'existe pas. Demandez un lien au bot : /tableau.
board-skip = Aller aux chiffres
board-periods = Périodes
board-territories = Territoires
board-leave = Quitter
board-more = Bilan, tableurs et image : /rapport et /stats dans Telegram.

## Le résumé du lundi
digest =
    Tous les territoires, du { $first } au { $last }.
    .title = Votre semaine en chiffres
digest-wanted = Chaque lundi matin, le bot vous envoie les chiffres de la semaine, sans sonner.
digest-unwanted = Vous ne recevez pas le résumé du lundi. Les chiffres restent dans /stats.
button-digest = Résumé du lundi
button-digest-on = Le recevoir chaque lundi
button-digest-off = Ne plus le recevoir

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

    { $lines }
    .title = Du { $first } au { $last }
stats-line = { $name } : { $number }{ $note }
stats-note = { " " }· { $note }
stats-details = { $lines }
stats-part = • { $name } : { $number }{ $note }
stats-median = Une personne sur deux a attendu : { $half }
stats-meaning =
    { $meaning }

    { $made_up }
figures-meaning = Les nombres sont faits de paquets de cinq personnes : « environ 20 » veut dire entre 16 et 24 dans un territoire. Personne ne peut y être reconnu. Les détails se lisent par trimestre terminé. Les jours comptent une fois terminés.
figure-few = de 0 à { $high }
figure-about = environ { $about } (entre { $low } et { $high })
figure-unknown = non précisé
figure-sensitive = sujets sensibles, ensemble
trend-stable = stable
trend-up = en hausse
trend-down = en baisse
stats-unknown-period = Je connais /stats 7j, 30j, mois, trimestre et annee, ou un trimestre : /stats 2026-t3.
stats-not-closed = Cette période n'est pas terminée : rien n'en est dit avant sa fin. Les trimestres se lisent le lendemain de leur dernier jour.
by-request = Par sujet
by-danger = Danger repéré
by-request_hour = Par moment de la journée
by-waiting_time = Attente avant réponse
by-handling_time = Durée des conversations
by-outcome = Issues
by-satisfaction = « Ça t'a aidé ? »
by-triage_verdict = Avis sur le repérage
request_hour-night = la nuit, avant 7 h
request_hour-morning = le matin
request_hour-afternoon = l'après-midi
request_hour-evening = le soir, après 18 h
measure-first_contact = Premiers contacts
measure-returning_contact = Retours
measure-request = Demandes
measure-taken = Demandes prises
measure-card_read = Fiches lues
measure-quiz = Quiz terminés
measure-challenge_joined = Défis commencés
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

## Tableaux
figures-totals = Chiffres clés
figures-months = Demandes, mois par mois
figures-percent = { $percent } %
figures-made-up = Activité inventée pour la démonstration : personne n'a vécu ceci.

## Fichiers
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
figures-not-drawn = Ce fichier n'a pas pu être fait. Les mêmes chiffres se lisent avec /stats. Si cela se répète, prévenez la personne qui gère le serveur.
sheet-figures = Chiffres
sheet-notes = À lire

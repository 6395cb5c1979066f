### Pourquoi le triage pense qu'il y a danger : lu par les intervenants, à côté du pseudonyme.

## Mal-être
reason-suicide-act-now = passage à l'acte possible : a pris ou prépare quelque chose, ou est dans un lieu dangereux
reason-suicide-intent = dit vouloir mourir, avec une décision, un moment, un moyen ou un adieu
reason-body-in-danger = corps en danger : produit pris, intoxication, blessure ou personne qui ne répond plus (15)
reason-suicide-method-search = cherche comment mourir
reason-suicide-ideation = idées suicidaires : dit vouloir mourir ou ne plus vivre
reason-self-harm = se fait du mal (scarification, restriction, vomissements…)
reason-suicide-taken-back = a parlé de suicide puis est revenu dessus (« c'était une blague »)
reason-distress = forte détresse ou isolement

## Violences
reason-violence-now = violence en cours ou imminente, la personne est suivie ou retenue, ou arme présente
reason-sexual-violence = violence sexuelle, même ancienne
reason-violence-home = coups à la maison ou dans le couple
reason-death-threat = menaces de mort
reason-runaway = fugue faite ou prévue
reason-forced-marriage = mariage forcé ou excision
reason-assault = agression physique
reason-controlling-partner = emprise, menaces ou racket
reason-no-shelter = pas d'endroit où dormir

## Images intimes
reason-sextortion = chantage avec des images intimes
reason-minor-asked-images = un adulte demande des images ou une rencontre
reason-images-out = images intimes diffusées ou risque de diffusion
reason-images-word = parle d'images intimes

## Exploitation sexuelle
reason-exploitation = exploitation sexuelle ou rencontre dangereuse
reason-exploitation-now = exploitation sexuelle en ce moment, ne peut pas partir

## Harcèlement
reason-incited-to-suicide = on lui dit de se tuer
reason-harassment = harcèlement ou moqueries répétées

## Rixes, haine, radicalisation
reason-attack-planned = attaque annoncée ou départ vers un groupe armé
reason-brawl-now = rixe imminente ou armes annoncées
reason-brawl-announced = rixe annoncée ou port d'arme
reason-radicalisation = propagande ou embrigadement
reason-hate = haine ou discrimination
reason-street-economy = trafic de rue

## Jugé sur l'ensemble du message
reason-model-immediate = semble en danger maintenant, sans mot que nos règles reconnaissent : à vérifier en premier
reason-model-high = semble en danger grave, sans mot que nos règles reconnaissent : à vérifier avec la personne
reason-model-moderate = semble vivre une situation difficile
reason-follow-up = s'ajoute à ce qui a été dit juste avant
reason-taken-back = revient sur un message de danger : à vérifier avec la personne
reason-radicalisation-departure = veut partir vers une zone de guerre ou se venger par les armes
reason-by-worker = signalé par l'équipe

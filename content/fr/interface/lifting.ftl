## Lever l'anonymat à deux (/levee), et le journal (/journal)

lift-whom =
    Le compte Telegram d'une personne n'est montré que si une vie est en danger, et jamais à une seule personne.
    { $count ->
        [0] Écrivez le pseudo après la commande. Par exemple : /levee Renard calme.
       *[other] Choisissez, ou écrivez le pseudo après la commande : /levee Renard calme.
    }
    .title = Pour qui ?
button-lift-one = { $pseudonym } : voir les motifs
lift-unknown = Personne n'a ce pseudo, ou ses demandes sont effacées. Vérifiez les deux mots du pseudo.
lift-why =
    Appelez d'abord les secours : ils n'ont pas besoin d'attendre ce que le bot peut montrer.

    Une deuxième personne (la coordination, ou qui répond à la conversation) doit être d'accord, en { $asked } au plus. Vous verrez alors tous les deux l'identifiant Telegram, { $shown }, et rien d'autre : ni nom, ni numéro de téléphone, ni adresse. Chaque étape reste écrite dans /journal, et ne peut pas en être retirée.
    .title = Sur quel motif pour { $pseudonym } ?
lift-telling =
    Une personne a le droit de savoir qu'on a regardé qui elle est. Elle n'est pas prévenue seulement si cela la met en danger, par exemple quand quelqu'un lit son téléphone.
    .title = Prévenir { $pseudonym } ?
button-lift-tell-1 = Oui, la prévenir
button-lift-tell-0 = Non, cela la met en danger
lift-question =
    Écrivez ce qui se passe et ce que vous attendez : deux ou trois phrases, sans nom. La deuxième personne lira ce message ; il reste dans vos deux téléphones, le bot ne le garde pas.
    .title = Ce qui se passe
lift-too-short =
    C'est trop court pour que quelqu'un d'autre puisse décider. Écrivez en une ou deux phrases ce qui se passe.
    .title = Ce qui se passe
lift-over = Cette demande n'est plus en cours. Recommencez avec /levee si c'est encore utile.
lift-waits =
    { $count ->
        [0] Personne d'autre ne peut être joint par le bot pour donner son accord. Appelez les secours, et un collègue par téléphone : une fois devant son Telegram, il pourra répondre si vous refaites la demande.
        [one] Une personne peut donner son accord, dans { $asked } au plus.
       *[other] { $count } personnes peuvent donner leur accord, dans { $asked } au plus.
    }
    .title = Demande notée pour { $pseudonym }
button-lift-withdraw = Retirer la demande
lift-asked =
    { $danger } · { $topic }{ $audience ->
        [parents] { " " }· parent
        [professionals] { " " }· professionnel
       *[young] { "" }
    }
    Pourquoi : { $why }

    Motif : { $ground }
    { $tells ->
        [0] La personne ne serait pas prévenue : cela la mettrait en danger.
       *[other] La personne serait prévenue.
    }

    Ce qui se passe est écrit dans le message qui suit. Si vous êtes d'accord, vous verrez tous les deux son identifiant Telegram pendant { $shown }. Vous en répondez autant que { $name } : c'est écrit dans le journal de la coordination.
    .title = { $name }, { $function }, demande à savoir qui est { $pseudonym }
button-lift-agree = Je suis d'accord
button-lift-refuse = Je refuse
lift-answered = { $pseudonym } : { $how ->
    [agreed] { $name } a donné son accord. L'identifiant est montré à deux personnes.
    [refused] { $name } a refusé. L'identité reste cachée.
    [withdrawn] { $name } a retiré la demande. L'identité reste cachée.
    [expired] personne n'a répondu à temps. L'identité reste cachée.
   *[other] la demande est en cours.
}
toast-lift-over = Cette demande n'est plus en cours.
toast-case-gone = Cette demande est effacée.
identity =
    À donner aux secours ou à la justice, à personne d'autre. Ce message disparaît à { $until } ; s'il reste, supprimez-le. C'est tout ce que le bot sait : Telegram seul connaît le numéro de téléphone, et ne le donne qu'à la justice.
    .title = L'identifiant Telegram de { $pseudonym }
identity-profile = Ouvrir son profil, si Telegram le permet
identity-hidden = Cet identifiant n'est plus montré.
lift-ground-gone = motif retiré des contenus
seal-lifted =
    Deux personnes de { $structure } ont regardé de quel compte Telegram tu écris. Elles ne le font que dans un cas comme celui-ci : { $ground }. Elles peuvent le donner aux secours ou à la justice, à personne d'autre.

    Tu peux en parler ici avec l'équipe. Tes droits : /infos.
    .vous =
        Deux personnes de { $structure } ont regardé de quel compte Telegram vous écrivez. Elles ne le font que dans un cas comme celui-ci : { $ground }. Elles peuvent le donner aux secours ou à la justice, à personne d'autre.

        Vous pouvez en parler ici avec l'équipe. Vos droits : /infos.
    .title = On a regardé qui tu es
    .title-vous = On a regardé qui vous êtes

## Le journal

journal =
    { $count ->
        [0] Rien n'est encore écrit.
       *[other] { $lines }
    }

    { $broken ->
        [0] { $count ->
            [0] { "" }
            [one] Une ligne. Repère : { $mark }.
           *[other] Les { $count } lignes se suivent. Repère : { $mark }.
        }
       *[other] La ligne { $broken } ne suit plus la précédente : quelqu'un a changé la base. Prévenez qui exploite le bot, et gardez une copie de la base telle qu'elle est.
    }
    .title = Le journal
button-journal-older = Plus anciennes
button-journal-newest = Les dernières
journal-case-gone = une demande effacée
act-lift-asked = { $name } demande qui est { $about }. Motif : { $detail }
act-lift-agreed = { $name } est d'accord pour { $about }, l'identifiant est montré. Motif : { $detail }
act-lift-refused = { $name } refuse pour { $about }
act-lift-withdrawn = { $name } retire la demande pour { $about }
act-lift-expired = sans réponse, la demande pour { $about } est close
act-lift-hidden = l'identifiant de { $about } n'est plus montré
act-blocked = { $name } bloque { $about } ({ $detail })
act-block-reviewed = { $name } relit un blocage, qui reste ({ $detail })
act-block-lifted = { $name } lève un blocage ({ $detail })
act-member-joined = { $detail } entre dans l'équipe, sur invitation de { $name }
act-role-changed = { $name } change le rôle de { $detail }
act-member-revoked = { $name } retire { $detail } de l'équipe

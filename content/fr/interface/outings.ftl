## Aller vers : liens, affiches, sorties

sent-by = La structure qui t'a donné ce lien :
    .vous = La structure qui vous a donné ce lien :

"""Evidence whose texts are written in letters that stand nowhere else, so that a file is searched for any of them."""

from __future__ import annotations

VERBATIM = "ႠႡႢ ႣႤႥႦ"
"""A participant's own words, in letters that stand nowhere else."""
ALSO_VERBATIM = "ႧႨႩႪ"
UNSHARED = "ႫႬႭ ႮႯႰ"
PARAPHRASE = "ႱႲႳ ႴႵႶ"
AUTHOR = "ႷႸႹ ႺႻ"
NOTE, UNSHARED_NOTE = "ႼႽ", "ႾႿ"
"""Notes of a coder beside a claim from the verbatim quote, and beside one from the quote that is not shared."""

TABLES = {
    "studies": "id,authors,year\ns1,Pike A,2022\ns2,To D,2020\ns3,Lin B,2016\n",
    "groups": "id,study,roles,label,n\ng1,s1,clinician,village doctors,3\ng2,s2,patient,,12\ng3,s3,patient,,4\n",
    "behaviours": "id,label,actor\nscan,Scan,doctors\n",
    "themes": "id,label\nrisk,Risk\n",
    "subthemes": "id,label,themes\nfear,Fear of blame,risk\npress,Patients press,risk\n",
    "quotes": "id,study,groups,speaker,text,kind,supports,contradicts,behaviours,direction,locator,share,coder,as_published\n"
    f"q1,s1,g1,GP-one,{VERBATIM},verbatim,fear,,scan,encourages,p. 4,yes,ann,driver\n"
    f"q2,s2,g2,P-two,{ALSO_VERBATIM},,fear,,scan,discourages,p. 5,yes,ann,\n"
    f"q3,s1,g1,GP-three,{PARAPHRASE},paraphrase,press,,scan,encourages,p. 6,yes,ann,\n"
    f"q4,s2,g2,,{AUTHOR},author,press,,scan,encourages,p. 7,yes,ann,\n"
    f"q5,s3,g3,P-five,{UNSHARED},verbatim,fear,,scan,encourages,p. 8,no,ann,\n"
    f"q6,s2,g2,P-six,{ALSO_VERBATIM},verbatim,,fear,,,p. 9,yes,bob,\n",
    "claims": "id,cause,effect,direction,quotes,study,condition,note\n"
    f"c1,fear,press,encourages,q1,,at night,{NOTE}\nc2,press,fear,encourages,q3,,,A free note\n"
    f"c3,press,fear,encourages,q5,,,{UNSHARED_NOTE}\n",
    "reviews": "id,title\nhall2019,A review\n",
    "findings": "id,review,statement,summarises,behaviours,direction,as_published\n"
    "f1,hall2019,Blame is feared,fear,scan,encourages,barrier\n",
    "targets": "id,label,addresses\nt1,Rehearse,fear\n",
}


def holds(page: str, text: str) -> bool:
    """Tell whether any letter of a text is in the bytes of a page, as itself or escaped in some way."""
    held = page.encode()
    return any(
        form.encode() in held.lower() or form.encode() in held
        for letter in text
        if ord(letter) > 127
        for form in (letter, f"\\u{ord(letter):04x}", f"&#{ord(letter)};", f"&#x{ord(letter):x};")
    )

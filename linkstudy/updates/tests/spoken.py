"""Words with their syllables, counted by hand, by speaking them."""

# The counter was written with these at hand.
LEARNED = """
1: a aim aims asked based blog booked care cared case changed choose done face feel first gained
   group groups have health helped hope hoped large learned led liked link list live looked made
   month months more moved name named needs page phone place plan planned range role roles said
   seen sent shared short shown sites spent talked tasks team thanked think told town trust try
   used ways wished year years young yes you your guest guide build built fruit suit theme
   scheme themes filled called failed rules files wheels takes makes hopes times ones types
   leaves lives drives hours our fire hired cried tried flies died fees goes does toes shoes
   read reach great jazz
2: GP about advice agreed also although answer aware because become before better caption captions
   cases changes clearly collect comments contact country cover covered data defined describe
   described design designed discuss discussed diverse early employed ended engaged explained
   finished follow foster funded global happened healthcare helpful housing involve involved
   issue issues journal knowledge language listened little local makers meeting meetings member
   members minutes often opened other pages paper papers partner partners patient patients
   person picture places planning practice present problem problems produced progress project
   provide provides public question questions recalled received recent recruit relates research
   reviewed rural sector service session social started study studies support system table taken
   topic topics training transport unsure update updates useful using valued visit visits wanted
   wondered worker workers worried written beyond theatre value argue issue’s worker’s ancient
   equal request ruin fluid frequent likely lately safety moment statement movement careful
   useless homeless someone therefore whereas maybe simple simply people handled settled
   troubled titles needed added trusted watches boxes sources chances bridges houses wishes
   themselves describes required applied carried studied married parties stories bodies agrees
   being seeing saying playing trying showing heroes echoes canoe poet react reading ready
   reason reasons prior quiet science trial giant liaise dialled bias biased special partial
   Asian region union million onion nation cushion fashion anxious gracious forum quintet music
   island Oxford Sheffield Tierney Debra Westlake
3: appointed audience befriending collected collecting collection completed contacted
   description different difficult discussion embedded expected fostering general important
   included including inclusive integrate interest interview interviewed interviews involvement
   listening loneliness manager managers national period policy practices prescribing presented
   primary producing progressing provided provider providers recruiting recruitment reflections
   reflective related reported researcher researchers residence services studying suggestions
   together understand various visited volunteers employer reaction continue continued radio
   audio studio initial medium obvious serious previous efficient hospital actual annual quality
   influence consequence completely homelessness awareness example examples possible enabled
   articles vehicles decided invited created diseases employee committee referee worrying
   carrying applying arguing valuing following reviewing poetry reopen reinforce really realist
   creative diary violent reliance alliance denial deviate mediate official essential potential
   musician physician technician Indian guardian religion opinion religious curious museum
   stadium songwriters pianist Francisco Stephanie Mahtani
4: advisory analysis available community contribution diversity enlightening expectations
   experience historical information integrated interaction interested interviewing memorable
   navigators participate practitioner practitioners professional professionals publication
   publications transformative understanding utilising voluntary interviewee cooperate material
   materials convenient ingredient appreciate associate variation usually influences continuing
   preexisting priority hierarchy immediate initiative negotiate especially mysterious
5: experiences facilitators individual organisation organisations participation university
   associated evaluation theoretical vegetarian
"""
# It never saw these before they were counted.
UNSEEN = """
1: nurse safe shape signed speak strength thought turned voice walked whole worse
2: carer children clinic council counted daughter doctor ethnic finance friendly funding garden
   gentle grateful guidance hearing illness improve kindness measured mental message money
   neighbour number nurses observed office outcome password pathway pressure quarter receive
   refused reply resource response schedule severe sister spreadsheet stressful survey teacher
   thousand transcript travelled treatment urgent village waiting welcome window woman women
   younger Yorkshire
3: appointment arrangement benefit calendar charity december decision employment encourage
   equipment evidence exercise family financial government happiness holiday improvement library
   medical medicine newsletter physical protocol questionnaire reception referral regular
   respected separate september similar solution surgery telephone unable uncertain volunteer
   wellbeing withdrawal liaison creation ambulance prescription gratitude
4: conversation emotional environment identify independent interpreter invitation isolation
   literature minority necessary observation population relationship temporary dietitian
   realistic psychiatrist
5: disability deteriorate coordination initiation
6: physiotherapist theoretically
"""


def spoken(table: str) -> dict[str, int]:
    """{word: syllables} of a table."""
    found: dict[str, int] = {}
    count = 0
    for word in table.split():
        if word.endswith(":"):
            count = int(word[:-1])
        else:
            found[word] = count
    return found

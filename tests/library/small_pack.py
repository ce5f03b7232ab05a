"""A small library for tests: two sources that agree, disagree and report, three speakers, two topics."""

SMALL_PACK = """\
sources:
  - {id: article, title: The Age of Scaling Is Over, kind: a long article, carries: most of the words}
  - {id: essay, title: Generalization, kind: an essay, carries: a second wording of some}
speakers:
  - {id: ilya-sutskever, name: Ilya Sutskever, role: guest, about: founder of SSI, search_words: [Ilya]}
  - {id: dwarkesh-patel, name: Dwarkesh Patel, role: interviewer, about: the host}
  - {id: zvi-mowshowitz, name: Zvi Mowshowitz, role: critic, about: a critic}
topics:
  - id: scaling
    name: Scaling and its limits
    summary: More of the same brings less.
    key_points: [{text: Data runs out., cites: [SCA-01]}]
    related: [taste]
  - id: taste
    name: Research taste
    names: {zh: 研究品味}
    summary: What to work on is a question of beauty.
    key_points: [{text: Beauty guides., cites: [TAS-01]}]
quotes:
  - id: SCA-01
    speaker: ilya-sutskever
    topics: [scaling]
    wordings:
      - {text: "Pre-training will eventually run out of data. Data is obviously finite. Then what do you do?",
         source: article, place: Chapter 2, line: 49}
      - {text: The data is very clearly finite., source: essay, place: Three Eras of AI, line: 15}
  - id: SCA-02
    speaker: ilya-sutskever
    topics: [scaling]
    wordings:
      - {text: We are squarely an age of research company. We are making progress.,
         source: article, place: Chapter 7, line: 180}
      - {text: squarely an age of research company., source: essay, place: Three Eras of AI, line: 17}
    links: [{relation: supports, to: SCA-01}]
  - id: SCA-03
    speaker: ilya-sutskever
    topics: [scaling]
    wordings:
      - {text: He compares the industry to a room in which scaling has used up all the oxygen.,
         source: article, place: Chapter 2, line: 55, form: reported}
  - id: SCA-04
    speaker: ilya-sutskever
    topics: [taste, scaling]
    wordings:
      - {text: "We are in a world where there are more companies than ideas by quite a bit…
         If ideas are so cheap, how come no one’s having any ideas?",
         source: article, place: Chapter 2, line: 57}
  - id: TAS-01
    speaker: ilya-sutskever
    topics: [taste]
    wordings:
      - {text: "Beauty, simplicity, ugliness. There’s no room for ugliness. It’s just beauty, simplicity, elegance.",
         source: article, place: Chapter 8, line: 211}
  - id: TAS-02
    speaker: dwarkesh-patel
    topics: [taste]
    wordings:
      - {text: "What is research taste?", source: article, place: Chapter 8, line: 207}
  - id: TAS-03
    speaker: zvi-mowshowitz
    topics: [taste]
    wordings:
      - {text: might look a bit suspicious., source: article, place: Chapter 7, line: 198}
    lead_in: "Of a company that stays secret and sells nothing, he wrote that it"
prompts:
  - {id: SCA-P1, kind: open, topics: [scaling], question: "What would you scale next?", cites: [SCA-01]}
claims:
  - id: SCA-C1
    kind: editorial
    claim: The dichotomy of scaling against research is overly clean.
    who: The Age of Scaling Is Over
    topics: [scaling]
    passages: ["article:238"]
    cites: [SCA-02]
  - id: SCA-C2
    kind: view
    claim: Artificial intelligence will generate its own training data and so get through the bottleneck.
    who: Geoffrey Hinton
    topics: [scaling]
    passages: ["article:53"]
    cites: [SCA-01]
false_quotations:
  - text: rush to superintelligence
    source: article
    place: Guest Profile
    line: 11
    why: A label for a plan; nobody is quoted as using it.
plans:
  - id: four-weeks
    title: Four weeks
    about: One source a week.
    sections:
      - {id: week-1, title: Scaling, about: The long article., readings: [{source: article, part: Chapters 1 and 2}],
         topics: [scaling], quotes: [SCA-01], prompts: [SCA-P1]}
      - {id: week-2, title: Taste, about: The essay., readings: [{source: essay, part: All of it}], topics: [taste],
         watch_for: ["Who names the room?"]}
"""

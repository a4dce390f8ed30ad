"""Words of several languages for slides that nobody should write."""


def _pool(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ENGLISH = _pool(
    """the course customer journey of a trainer and every team that works with people before they plan what comes next because measuring is
    easier than guessing when numbers arrive late in a quarter with fewer visits than expected so write down which question matters most today
    responsibility understanding organisation communication infrastructure quick brown wall jump fix vow lazy dog"""
)
GERMAN = _pool(
    """der die das Kunde und wir planen heute mit großer Sorgfalt über alle Wege zum Ziel weil ohne Übung niemand sicher wird während andere
    schon früh beginnen möchten aber selten prüfen ob es auch wirklich für jeden passt"""
)
COMPOUNDS = _pool(
    """Kundenzufriedenheitsbefragung Vertriebsmitarbeiterschulung Qualitätsmanagementbeauftragte Datenschutzgrundverordnung
    Weiterbildungsverpflichtung Arbeitsunfähigkeitsbescheinigung Geschwindigkeitsbegrenzung Rechtsschutzversicherung
    Auftragsdatenverarbeitungsvertrag Lebensmittelkennzeichnung"""
)
ARABIC = _pool(
    """التدريب يبدأ بسؤال واضح عن رحلة العميل في كل مرحلة من المشروع، ثم نكتب ما نعرف وما لا نعرف؛ الفريق يقيس النتائج 2024 قبل الاجتماع
    ويناقش الخطوات المقبلة مع المدرب CRM والمسؤوليات الجديدة"""
)
HEBREW = _pool(
    "ההדרכה מתחילה בשאלה ברורה על מסע הלקוח בכל שלב של הפרויקט, אחר כך כותבים מה יודעים ומה לא 2024 הצוות מודד תוצאות (KPI) לפני הפגישה"
)
CHINESE = (
    "培训从一个清楚的问题开始，", "客户旅程分为七个步骤。", "团队在会议之前衡量结果，", "然后讨论下一步计划。", "我们记录已知与未知的内容；",
    "每位讲师都要准备（包括备用方案）。", "使用CRM系统2024年的数据，", "“提问”比“回答”更重要！",
)  # fmt: skip
JAPANESE = (
    "研修は明確な質問から始まります。", "お客様の旅は七つの段階に分かれ、", "チームは会議の前に結果を測定して、", "次のステップについて話し合う。",
    "「質問」は「答え」よりも大切です。", "マーケティング・データを使い、", "コミュニケーションが鍵となるでしょう。",
)  # fmt: skip
KOREAN = _pool(
    "교육은 분명한 질문에서 시작됩니다 고객 여정은 일곱 단계로 나뉘며 팀은 회의 전에 결과를 측정하고 다음 단계를 논의합니다 모든 강사는 준비해야 한다"
)
SIGNS = ("✓", "→", "★", "☐", "🚀", "👩\u200d🏫", "❤\ufe0f", "👍🏽", "🇩🇪", "≥", "①", "⚠\ufe0f")

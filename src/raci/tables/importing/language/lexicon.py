"""The words that people write in matrices, in many languages, as data.

Words are parted by semicolons, several languages one after the other: English, German, French,
Spanish, Portuguese, Italian, Dutch, Polish, Russian and others, Chinese, Japanese, Korean,
Vietnamese. They are compared without case and accents, so most stand here without them.
"""

from __future__ import annotations

from raci.model.scheme import Part

#: Words for a part that say nothing else, in cells, in heads and in legends.
PARTS: dict[Part, str] = {
    Part.RESPONSIBLE: """
        responsible; responsibility; resp; responsable; responsables; responsavel; responsabile;
        responsabili; does; doer; performs; performer; executes; execute; executor; driver;
        drives; durchfuhrung; durchfuhrend; durchfuhrende; durchfuhrender; durchfuhrt;
        fuhrt durch; durchfuhrungsverantwortlich; durchfuhrungsverantwortung;
        durchfuhrungsverantwortlicher; durchfuhrungsverantwortliche; ausfuhrung; ausfuhrend;
        ausfuhrungsverantwortlich; umsetzung; umsetzend; umsetzungsverantwortlich;
        ausfuhrungsverantwortung; umsetzungsverantwortung; realisateur; realise; executant;
        realisation; en charge; charge de la realisation; ejecutor; ejecuta; ejecucion;
        encargado; executa; execucao; executante; esecutore; esegue; esecuzione; uitvoerend;
        uitvoerder; uitvoering; voert uit; verantwoordelijk; verantwoordelijke; odpowiedzialny;
        odpowiedzialna; wykonawca; wykonuje; realizator; ответственный; ответственныи;
        исполнитель; исполняет; выполняет; исполнители; відповідальний; виконавець; виконує;
        odpovedny; vykonava; provadi; realizuje; zodpovedny; felelos; vegrehajto; sorumlu;
        yapan; uygulayan;
        ansvarig; utforare; ansvarlig; utforer; udforende; udforer; suorittaja; vastuullinen;
        υπευθυνος; εκτελει; executant responsabil; responsabil; 执行; 執行; 执行者; 執行者;
        负责执行; 負責執行; 实际执行; 實際執行; 执行人; 主执行; 主執行; 实施; 執行責任; 执行责任;
        実行責任; 実行責任者; 実行; 実行者; 担当; 担当者; 実務担当; 실행; 실무; 담당; 실행책임;
        실무담당자; 담당자; thuc hien; nguoi thuc hien; chiu trach nhiem thuc hien; pelaksana;
        bertanggung jawab; المسؤول; منفذ; אחראי; מבצע
    """,
    Part.ACCOUNTABLE: """
        accountable; accountability; acct; approver; approves; approved; approve; approval;
        owner; owns; decides; decider; decision maker; authority;
        decision authority; answerable; final responsibility; rechenschaftspflichtig;
        rechenschaft; rechenschaftspflicht; gesamtverantwortung; gesamtverantwortlich; genehmigt;
        ergebnisverantwortlich; ergebnisverantwortung; genehmigung; genehmigend; freigabe;
        entscheid; entscheidung; entscheidet; entscheider; kostenverantwortlich; verantwortet;
        abnahme;
        letztverantwortlich; letztverantwortung; approbateur; approuve; approbation; redevable;
        decideur; decide; autorite; garant; aprobador; aprueba; aprobacion; rinde cuentas;
        rendidor de cuentas; aprovador; aprova; aprovacao; autoridade; presta contas; prestador;
        approvatore; approva; approvazione; garante; eindverantwoordelijk; eindverantwoordelijke;
        aansprakelijk; keurt goed; rozliczany; rozliczalny; zatwierdza; zatwierdzajacy;
        nadzoruje; подотчетный; подотчетныи; подотчётный; утверждает; утверждающий; утверждающии;
        отвечает; согласующий; підзвітний; затверджує; schvaluje; schvalovatel; skladajici ucty;
        elszamoltathato; jovahagyo; hesap veren; onaylayan; onay; godkanner; godkjenner;
        godkender; hyvaksyja; λογοδοτει; εγκρινει; aproba; aprobator; 负责; 負責; 问责; 問責;
        审批; 審批; 批准; 批准者; 最终负责; 最終負責; 当责; 當責; 最终责任; 最終問責; 最终问责;
        核准; 説明責任; 説明責任者; 承認; 承認者; 決裁; 최종책임; 승인; 승인자; 책임;
        chiu trach nhiem; phe duyet; chiu trach nhiem chinh; chiu trach nhiem giai trinh;
        nguoi phe duyet; penanggung jawab; akuntabel; محاسب; معتمد; מאשר
    """,
    Part.SUPPORT: """
        support; supports; supporting; supportive; supporter; helps; help; assists; assist;
        assisting; unterstutzung; unterstutzt; unterstutzend; mitwirkung; mitwirkend; mitarbeit;
        wirkt mit; soutien; soutient; appui; assiste; apoyo; apoya; soporte; apoio; apoia;
        suporte; supporto; supporta; ondersteunend; ondersteuning; ondersteunt; wsparcie;
        wspiera; wspierajacy; поддержка; поддерживает; помогает; підтримка; podpora; podporuje;
        spolupracuje;
        tamogatas; tamogato; destek; destekleyen; stod; stotte; stotter; tuki; tukee; υποστηριξη;
        suport; 支持; 支援; 协助; 協助; 配合; サポート; 支援者; 지원; ho tro; dukungan;
        mendukung; دعم; תומך
    """,
    Part.CONSULTED: """
        mitwirkung; mitwirkend; wirkt mit; consulted; consult; consults; consultant; consultation;
        consultative; consultable; cons;
        contributor; contributes; advises; adviser; advisor; konsultiert; konsultation;
        konsultierend; zu konsultieren; beratend; beratung; berat; befragt; zu befragen;
        wird befragt; angehort; consulte; consultee; consultes; consultado; consultada;
        consultados; consulta; consultare; consultato; consultata; viene consultato;
        geraadpleegd; raadplegen; te raadplegen; consulteren; konsultowany; konsultuje;
        konsultant; консультируемый; консультируемыи; консультирует; консультируется;
        консультант; консультації; консультований; konzultovan; konzultovany; konzultuje;
        konzultant; konzultalt; danisilan; danisman; konsulteras; konsulterad; radfragad;
        konsulteres; konsultert; radspurgt; konsultoitava; συμβουλευεται; consultat; 咨询; 諮詢;
        被咨询; 被諮詢; 协商; 協商; 需咨询; 需諮詢; 顾问; 顧問; 相談; 相談対象; 相談先; 協議;
        協議先; 협의; 자문; 상담; tham van; tu van; duoc tham van; tham khao y kien;
        dikonsultasikan; konsultasi; مستشار; يستشار; מיועץ
    """,
    Part.INFORMED: """
        informed; inform; informs; information; informable; info; inf; notified; informiert;
        zu informieren; wird informiert; informieren; in kenntnis; informe; informee; informes;
        a informer; informado; informada; informados; informa; informato; informata;
        viene informato; geinformeerd; informeren; te informeren; informowany; informowana;
        poinformowany; информируемый; информируемыи; информируется; информирован; уведомляется;
        інформований; інформується; informovan; informovany; je informovan;
        tajekoztatott; tajekoztatva;
        bilgilendirilen; bilgi; informeras; informerad; informeres; informert; informeret;
        informoitava; tiedotettava; ενημερωνεται; informat; 知会; 知會; 告知; 被告知; 需告知;
        通知; 知情; 被通知; 報告; 報告先; 情報共有; 情報共有対象; 情報提供; 通知先; 통보; 공유;
        정보공유; thong bao; duoc thong bao; nhan thong tin; diinformasikan; informasi; مطلع;
        מיודע
    """,
    Part.VERIFY: """
        verify; verifies; verifier; verified; verification; verifiziert; pruft; prufung; prufend;
        verifica; verifie; verificador; weryfikuje; проверяет; 验证; 驗證; 検証
    """,
    Part.SIGN_OFF: """
        signatory; signs off; sign-off; signs; zeichnet ab; unterzeichnet; signataire; firma
    """,
    Part.OMITTED: """
        omitted; omit; omittable; out of the loop; out; nicht beteiligt; not involved;
        weggelassen
    """,
}

#: Words that say a part only loosely; read in tables of letters alone, and doubted.
LOOSE: dict[Part, str] = {
    Part.RESPONSIBLE: """
        verantwortlich; zustandig; lead; leads; leader; doing; do; work; works; bearbeitet;
        bearbeitung; bearbeiter; federfuhrend; federfuhrung; hauptverantwortlich; ответствен;
        zodpovida; odpovida
    """,
    Part.ACCOUNTABLE: """
        own; sponsor; accepts; leitung; chef; hauptverantwortung; signs; sign off; verantwortlich;
        verantwortung; mitbestimmung; zustimmung; bewilligt; veto;
        zodpovida; odpovida
    """,
    Part.SUPPORT: """
        backup; vertretung; deputy; involved; beteiligt; participates; participant; mitarbeiten;
        mithilfe; hilft; contributes
    """,
    Part.CONSULTED: """
        input; review; reviews; reviewer; feedback; stellungnahme; mitsprache; wird vorher
        gefragt; gefragt; asked
    """,
    Part.INFORMED: """
        fyi; cc; zur kenntnis; kenntnis; kenntnisnahme; aware; update; updated; erfahrt; told
    """,
}

#: What people write for "no letter here".
NOTHING = r"""
    ...; brak; _; (-); __; .; nil; nein; ·; {}; 无; —; ⬜; -; ‑; khong; #n/a; keine; нет; －;
    aucun; −; ~; --; nenhum; /; null; n/a; なし; –; n.a; x-; \; nan; *; no; kein; ‐; n.a.;
    nessuno; ー; ・; not applicable; ---; 無; []; ―; ✗; (); ∅; (—); geen; 없음; •; entfallt;
    none; na; 0; false; falsch; faux; falso; onwaar; ложь; n; k.a.; k. a.; n.b.; no involvement;
    nicht beteiligt; unbeteiligt; …; ‒; ø; ninguno; ✘; |; ❌; ..; not involved
"""

#: Marks that tick a cell off in tables with a column per letter.
TICKS = """
    x; ✓; ✔; ✅; ☑; ☒; ●; ⬤; ■; •; 1; y; yes; ja; j; si; oui; sim; tak; да; 是; true; wahr;
    vrai; vero; verdadero; verdadeiro; waar; prawda; истина
"""

#: Heads of the column that names the rows.
TASKS = """
    task; tasks; task name; activity; activities; deliverable; deliverables; process; processes;
    item; items; step; steps; action; actions; decision; decisions; work package; milestone;
    name; title; titel; topic; function; functions; what; artifact; artefact; control; procedure;
    topic; job; duty;
    duties; responsibility area; capability; project activity; project tasks; decision type;
    feature; requirement; work item; project task; story; ticket; initiative; service; system;
    product; scope; area of responsibility; key activity; key activities; tasks/activities;
    use case; channel; channels; kanal; kanale; aufgabe; aufgaben; aktivitat; aktivitaten;
    tatigkeit; tatigkeiten; arbeitspaket; arbeitspakete; prozess; prozesse; prozessschritt;
    schritt; thema; themen; vorgang; vorgange; massnahme; massnahmen; entscheidung; leistung;
    leistungen; lieferobjekt; ergebnis; ergebnisse; was; meilenstein; anforderung; bezeichnung;
    teilaufgabe; tache; taches; activite; activites; livrable; livrables; etape; etapes;
    processus; sous-lots; sous-lot; quoi; mission; missions; tarea; tareas; actividad;
    actividades; entregable; entregables; proceso; paso; etapa; tarefa; tarefas; atividade;
    atividades; entregavel; entregaveis; processo; passo; decisao; attivita; attivita'; compito;
    compiti; fase/attivita; consegna; taak; taken; activiteit; activiteiten; proces; werkpakket;
    stap; zadanie; zadania; czynnosc; czynnosci; dzialanie; dzialania; etap; задача; задачи;
    активность; активности; деятельность; процесс; процессы; действие; работа; работы; этап;
    взаимодеиствие; область ответственности; мероприятие; завдання; діяльність; ukol; ukoly;
    cinnost; cinnosti; feladat; feladatok; tevekenyseg; gorev; gorevler; faaliyet; uppgift;
    uppgifter; aktivitet; aktiviteter; opgave; opgaver; oppgave; oppgaver; tehtava; tehtavat;
    εργασια; εργασιες; activitate; activitati; sarcina; 任务; 任務; 活动; 活動; 工作; 事项; 事項;
    流程; 步骤; 步驟; 决策; 決策; 作業; 作業項目; 业务; タスク; 工程; プロセス; 業務; 成果物;
    작업; 업무; 활동; 과업; cong viec; nhiem vu; hoat dong; quy trinh; hang muc; tugas;
    aktivitas; kegiatan; المهمة; النشاط; משימה; פעילות
"""

#: Heads of a column that divides rows into duties, beside the column that names them.
DUTIES = """
    duty; duties; task; tasks; subtask; subtasks; aufgabe; aufgaben; teilaufgabe; teilaufgaben
"""

#: Heads of the column, or row, that names the roles.
ROLES = """
    role; roles; role name; person; persons; people; who; team; teams; team member; team members;
    stakeholder; stakeholders; position; owner; assignee; party; function/role; resource; actor;
    department; rolle; rollen; personen; wer; mitarbeiter; funktion; abteilung; abteilungen;
    beteiligte; stelle; einheit; gremium; acteur; acteurs; personne; qui; equipe; intervenant;
    rol; persona; quien; equipo; papel; papeis; pessoa; quem; funcao; ruolo; ruoli; chi; wie;
    rola; osoba; kto; zespol; роль; роли; участник; участники; кто; команда; сотрудник; ролі;
    funkce; kdo; szerep; szerepkor; ki; kisi; kim; roll; roller; rooli; ρολος; 角色; 人员; 人員;
    岗位; 崗位; 部门; 部門; 役割; 担当部署; ロール; 역할; 부서; 담당 부서; vai tro; bo phan;
    peran; jabatan; الدور; תפקיד
"""

#: Heads of a column of letters in tables with a line per row and role.
LETTERS = """
    raci; rasci; daci; letter; letters; raci letter; raci code; raci role; raci value; raci type;
    assignment; responsibility; responsibility type; type; involvement; participation; zuordnung;
    zustandigkeit; verantwortung; buchstabe; beteiligung; raci-rolle; raci-wert; responsabilite;
    responsabilidad; responsabilidade; responsabilita; ответственность; 责任; 責任; 职责; 職責;
    trach nhiem; raci role/letter; code; value; wert; level
"""

#: Heads of columns that group rows.
GROUPS = """
    phase; phases; group; group title; groups; category; area; section; stage; stream;
    workstream; domain; theme; epic; project phase; work stream; module; department; pillar;
    lots; lot; key management area; management area; process group; process area; sprint; gruppe;
    bereich; kategorie; abschnitt; projektphase; themenbereich; themengebiet; handlungsfeld;
    prozessgruppe; groupe; categorie; domaine; axe; etape projet; fase; fases; grupo; categoria;
    etapa; gruppo; ambito; macro attivita; macroattivita; fase progetto; groep; faza; grupa;
    kategoria; obszar; фаза; группа; категория; этап; раздел; блок; група; skupina; oblast;
    csoport; grup; kategori; asama; grupp; fas; vaihe; 阶段; 階段; 分类; 分類; 类别; 類別; 组;
    フェーズ; カテゴリ; 区分; 段階; 단계; 분류; giai doan; nhom; 领域; المرحلة
"""

#: Heads of columns that are neither rows nor roles nor letters.
FOREIGN = """
    id; no; no.; nr; nr.; num; number; #; ref; reference; wbs; wbs id; wbs code; step id;
    task id; code; status; state; progress; notes; note; comment; comments; remark; remarks;
    description; details; detail; date; start; end; start date; end date; due; due date;
    deadline; duration; effort; budget; cost; costs; priority; prio; frequency; tool; tools;
    system/tool; link; links; url; evidence; output; outputs; input; inputs; sla; kpi; kpis;
    total; totals; sum; count; version; estimate; hours; days; completion; % complete; risk; rag;
    class; location; email; phone; nummer; lfd. nr.; lfd nr; stand; bemerkung; bemerkungen;
    anmerkung; anmerkungen; kommentar; kommentare; hinweis; hinweise; beschreibung; datum;
    beginn; ende; frist; termin; falligkeit; fallig; dauer; aufwand; kosten; prioritat;
    haufigkeit; turnus; werkzeug; nachweis; summe; gesamt; anzahl; erledigt; fortschritt;
    start/ende; quelle; dokument; dokumente; klasse; risiko; numero; n°; statut; remarque;
    remarques; commentaire; commentaires; debut; fin; echeance; duree; cout; couts; priorite;
    frequence; charges; outil; outils; preuve; estado; observaciones; observacion; comentario;
    comentarios; descripcion; fecha; inicio; plazo; duracion; costo; coste; prioridad;
    frecuencia; herramienta; observacoes; observacao; descricao; data; prazo; duracao; custo;
    prioridade; frequencia; ferramenta; stato; osservazioni; descrizione; scadenza; durata;
    priorita; frequenza; strumento; totale; opmerking; opmerkingen; toelichting; omschrijving;
    startdatum; einddatum; duur; uwagi; opis; koszt; priorytet; статус; примечание; примечания;
    комментарий; комментарии; описание; дата; срок; сроки; приоритет; номер; №; п/п; № п/п;
    итого; всего; stav; poznamka; popis; megjegyzes; leiras; hatarido; aciklama; durum; tarih;
    not; anteckning; beskrivning; kommentti; kuvaus; 状态; 狀態; 备注; 備註; 说明; 說明; 描述;
    日期; 时间; 時間; 截止日期; 优先级; 优先級; 编号; 編號; 序号; 序號; 备考; 備考; ステータス;
    説明; 期限; 頻度; 番号; 상태; 비고; 설명; 기한; 번호; ghi chu; mo ta; trang thai; thoi han;
    stt; keterangan; deskripsi; catatan; الحالة; ملاحظات; rationale; why; reason; begrundung;
    control owner; sla target; tailoring; reviewer comment; training; expertise
"""

#: Heads of rows, or columns, of those who hold roles.
PERSONS = """
    name; names; namen; person; persons; people; holder; held by; inhaber; inhaberin; besetzung;
    personen; wer; who; nom; noms; personne; nombre; nombres; persona; nome; nomi; naam; osoba;
    imie;
    имя; фио; 姓名; 氏名; 이름
"""

#: Heads of columns of remarks.
NOTES = """
    note; notes; comment; comments; remark; remarks; bemerkung; bemerkungen; anmerkung;
    anmerkungen; kommentar; kommentare; hinweis; hinweise; notiz; notizen; remarque; remarques;
    commentaire; commentaires; observaciones; observacion; comentario; comentarios; observacoes;
    observacao; nota; osservazioni; opmerking; opmerkingen; toelichting; uwagi; примечание;
    примечания; комментарий; комментарии; poznamka; megjegyzes; anteckning; kommentti; 备注;
    備註; 备考; 備考; 비고; ghi chu; catatan; rationale; begrundung
"""

#: What rows of sums are called.
TOTALS = """
    total; totals; sum; sums; subtotal; grand total; count; counts; average; summe; summen;
    gesamt; zwischensumme; gesamtsumme; anzahl; mittelwert; totaux; somme; nombre; suma; sumas;
    soma; totale; totali; somma; totaal; aantal; razem; итого; всего; сумма; количество; celkem;
    osszesen; toplam; summa; yhteensa; 合计; 合計; 总计; 總計; 小计; 합계; tong; tong cong;
    jumlah
"""

#: Words that lead an explanation of the letters.
LEGENDS = """
    legend; key; raci key; legende; legenda; leyenda; erlauterung; erklarung; abkurzungen; note;
    notes; notas; примечание; легенда; обозначения; пояснение; условные обозначения; 图例; 圖例;
    凡例; 범례; chu thich; symbol; letter; code; sigla; kurzel; zeichen; meaning; bedeutung
"""

#: Parts of titles above an explanation of the letters.
LEGEND_TITLES = """
    definition; legend; leyenda; glossar; erklarung; erlauterung; bedeutung; explan; meaning;
    abkurz; abbrev; обозначен; легенда; пояснен; 图例; 圖例; 凡例; 说明; 說明; chu; thich
"""

#: Words in names of roles, of posts and of teams.
ROLE_WORDS = """
    manager; management; lead; leader; leiter; leiterin; leitung; director; direktor; officer;
    owner; team; teams; sponsor; engineer; engineers; entwickler; developer; developers;
    architect; architekt; analyst; admin; administrator; coordinator; koordinator; specialist;
    spezialist; consultant; berater; stakeholder; stakeholders; customer; client; kunde; kunden;
    user; users; vendor; vendors; supplier; agency; agentur; partner; head; chief; ceo; cfo; cto;
    cio; ciso; coo; cmo; dpo; pm; pmo; po; qa; hr; it; board; committee; council; president;
    vorstand; geschaftsfuhrung; geschaftsfuhrer; gf; abteilung; fachbereich; dienstleister;
    lieferant; einkauf; vertrieb; buchhaltung; beauftragter; beauftragte; assistant; assistenz;
    mitarbeiter; designer; tester; master; expert; experte; responsable; directeur; chef; equipe;
    gestor; gerente; coordenador; responsavel; diretor; responsabile; direttore; jefe; kierownik;
    zespol; менеджер; руководитель; команда; отдел; директор; аналитик; разработчик; специалист;
    经理; 團隊; 团队; 部; 组; マネージャー; 担当; チーム; 팀; 부서; giam; doc; truong; phong
"""

#: Beginnings of titles of groups.
GROUP_STARTS = """
    phase; stage; part; teil; abschnitt; bereich; etappe; lot; fase; etapa; faza; этап; фаза;
    阶段; 階段; フェーズ; 단계; giai doan; block; workstream
"""

#: Beginnings of phrases that say that somebody has no part in it.
NOT = """
    not; no; nicht; kein; keine; ohne; sans; non; pas; sin; nao; niet; geen; nie; не; нет; без;
    aucun;
    aucune; ninguna; ninguno; nenhum; nenhuma; nessun; nessuna; nessuno; 不; 无;
    無; なし; 없음; none
"""

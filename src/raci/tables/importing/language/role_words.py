"""What names of roles tell of their holders' craft, in many languages, as data.

Words are parted by semicolons and compared without case and accents. A word that ends with a
hyphen stands at the beginning of a longer one, one that begins with a hyphen at its end, one with
an equals sign is the whole name; others stand anywhere in it. Several words stand in this order.
"""

from __future__ import annotations

from raci.model.organisation import Discipline

#: Those who lead the firm.
LEADERS = """
    managing director; general manager; chief executive; chief executive officer; ceo; =owner;
    proprietor; =founder; co-founder; =president; executive board; board of directors;
    executive director; managing partner; board of management; management board; =management;
    =leadership; =boss; =board; business owner; =leitung; =unternehmensleitung; =director;
    =directeur; =directrice; =direction; =direttore; =direzione; =direccion; =direcao; c-level;
    geschaftsfuhr-; gf; prokurist; prokuristin;
    inhaber; inhaberin; eigentumer; eigentumerin; vorstand; vorstandin;
    vorstands-; =chef; =chefin; betriebsleit-; =direktor; =direktorin; =direktion;
    generaldirekt-; geschaftsleit-; grunder; grunderin; burgermeister; burgermeisterin; =obmann;
    =obfrau; firmenchef; directeur general; directrice generale; pdg; =gerant; =gerante;
    president directeur; =dirigeant; =direction generale; co-president; =presidente;
    director general; directora general; gerente general; dueno; propietario; consejero delegado;
    diretor geral; diretora geral; proprietario; socio gerente; diretoria;
    amministratore delegato; titolare; direttore generale; direzione generale;
    algemeen directeur; directie; eigenaar; =bestuurder; zaakvoerder; prezes; dyrektor generalny;
    wlasciciel; zarzad; генеральныи =директор; директор; владелец; собственник; учредитель;
    генеральний директор; generalni reditel; jednatel; majitel; ugyvezeto; tulajdonos;
    genel mudur; verkstallande direktor; vd; administrerende direktor; daglig leder; adm. dir;
    toimitusjohtaja; διευθυνων συμβουλος; director executiv; 总经理; 總經理; 董事长; 董事長;
    首席执行官; 老板; 老闆; 执行长; 執行長; 社長; 代表取締役; 経営者; 経営陣; 대표; 대표이사;
    사장; 임원진; giam doc dieu hanh; tong giam doc; chu doanh nghiep; direktur utama
"""

#: Parties from outside the firm.
OUTSIDERS = """
    agency; agencies; vendor; vendors; supplier; suppliers; contractor; contractors; freelancer;
    freelancers; outsourcing; outsourced; external; third party; third-party; service provider;
    msp; managed service provider; subcontractor; agentur; -agentur; werbeagentur; webagentur;
    dienstleister; -dienstleister; lieferant; lieferanten; freiberufler; extern; externe;
    externer; auftragnehmer; subunternehmer; steuerberater; steuerberaterin; rechtsanwalt;
    kanzlei; druckerei; systemhaus; agence; prestataire; prestataires; fournisseur; fournisseurs;
    sous-traitant; agencia; proveedor; proveedores; contratista; externo; externa; autonomo;
    fornecedor; fornecedores; prestador de servicos; terceiros; terceirizado; agenzia; fornitore;
    fornitori; consulente esterno; esterno; esterna; bureau; reclamebureau; leverancier;
    leveranciers; zzp; onderaannemer; agencja; dostawca; podwykonawca; zewnetrzny; агентство;
    подрядчик; поставщик; вендор; фрилансер; внешнии; аутсорсинг; пiдрядник; постачальник;
    dodavatel; agentura; externi; beszallito; ugynokseg; ajans; tedarikci; byra; leverantor;
    leverandor; toimittaja; 代理商; 供应商; 供應商; 外包; 外部; 代理店; 外注; 業者; ベンダー;
    협력사; 외주; 대행사; nha cung cap; doi tac ngoai; pihak ketiga
"""

#: Crafts; the first that fits is taken, so the narrow ones come first.
CRAFTS: dict[Discipline, str] = {
    Discipline.IT: """
        it; ict; edv; edv-; it-; cio; cto; ciso; information technology; informatik;
        informatique; informatica; informatics; devops; sre; sysadmin; system administrator;
        systemadmin-; administrator; webmaster; software; developer; developers; entwickler;
        entwicklung; programmierer; backend; frontend; full stack; fullstack; netzwerk;
        infrastructure; infrastruktur; platform; rechenzentrum; datenbank; dba; webagentur;
        web agency; systemhaus; -informatik; technologie; tecnologia; tecnologia da informacao;
        ti; tic; si; dsi; developpeur; developpement; desarrollo; desarrollador; desenvolvimento;
        desenvolvedor; sviluppo; sviluppatore; ontwikkelaar; ontwikkeling; informatyka;
        programista; dzial it; ит; айти; разработчик; разработка; программист; администратор;
        сисадмин; розробник; vyvojar; fejleszto; bilgi islem; yazilim; utvecklare; utvikler;
        udvikler; tietohallinto; 信息技术; 資訊; 信息部; 技术部; 工程师; 工程師; 开发; 開發;
        情報システム; 情シス; システム; 開発; エンジニア; 정보기술; 전산; 개발; 개발자; 시스템;
        cong nghe thong tin; lap trinh; ky thuat vien
    """,
    Discipline.LEGAL: """
        legal; lawyer; counsel; compliance; privacy; dpo; data protection; gdpr; recht; rechts-;
        -recht; jurist; juristin; justiziar; rechtsabteilung; datenschutz; datenschutz-; dsb;
        dsgvo; juridique; juriste; avocat; conformite; rgpd; dpd; abogado; juridico; juridica;
        cumplimiento; lgpd; conformidade; encarregado de dados; legale; ufficio legale; avvocato;
        juridisch; privacy officer; prawny; prawnik; iod; юрист; юридическии; юристы; комплаенс;
        pravni; pravnik; jogi; jogasz; hukuk; avukat; juridik; juridisk; lakimies; 法务; 法務;
        合规; 合規; 律师; 法律; 법무; 준법; phap che; phap ly; hukum
    """,
    Discipline.COMMUNICATION: """
        communication; communications; comms; pr; public relations; press; press office;
        media relations; corporate communications; social media; community manager; editor;
        editorial; content; kommunikation; -kommunikation; kommunikations-; presse; presse-;
        pressestelle; offentlichkeitsarbeit; redaktion; redakteur; redakteurin;
        unternehmenssprecher; relations publiques; redaction; redacteur; comunicacion; prensa;
        relaciones publicas; redaccion; comunicacao; imprensa; relacoes publicas;
        assessoria de imprensa; comunicazione; ufficio stampa; redazione; communicatie;
        voorlichting; redactie; komunikacja; rzecznik; prasowy; коммуникации; пресс-служба;
        редактор; комунікації; komunikace; tiskovy; kommunikacio; sajto; iletisim; basin;
        kommunikasjon; viestinta; 公关; 公關; 传播; 宣传; 宣傳; 新闻; 広報; 홍보; 커뮤니케이션;
        truyen thong; bao chi; humas; komunikasi
    """,
    Discipline.MARKETING: """
        marketing; marketing-; -marketing; cmo; brand; brand manager; campaign; campaigns; seo;
        advertising; ads; growth; crm; werbung; werbe-; marke; marken-; marktforschung;
        mercadotecnia; mercadeo; publicite; marque; publicidad; marca; publicidade; pubblicita;
        reclame; merk; reklama; marka; маркетинг; маркетолог; реклама; бренд; marketingu;
        pazarlama; reklam; markkinointi; markedsforing; marknadsforing; 市场; 市場; 营销; 營銷;
        行销; 行銷; 品牌; 推广; マーケティング; 宣伝; ブランド; 마케팅; 브랜드; tiep thi;
        thuong hieu; pemasaran
    """,
    Discipline.SALES: """
        sales; sales-; account manager; account executive; key account; business development;
        field sales; e-commerce; ecommerce; shop; verkauf; verkauf-; verkaufs-; vertrieb;
        vertrieb-; vertriebs-; -vertrieb; aussendienst; innendienst; onlineshop; filiale;
        filialleit-; commercial; commerciale; ventes; vente; vendeur; comercial; ventas;
        vendedor; vendas; vendite; venditore; verkoop; verkoper; sprzedaz; handlowy; handlowiec;
        продажи; продаж; отдел продаж; менеджер по продажам; prodej; obchod; obchodni;
        ertekesites; satis; forsaljning; salg; myynti; πωλησεις; vanzari; 销售; 銷售; 业务; 業務;
        营业; 営業; 販売; セールス; 영업; 판매; ban hang; kinh doanh; penjualan
    """,
    Discipline.SERVICE: """
        service desk; customer service; customer support; customer care; customer success;
        support; help desk; helpdesk; call centre; call center; hotline; reception; front desk;
        front office; after sales; kundenservice; kundendienst; kundenbetreuung; kundenservice-;
        service; support-; rezeption; empfang; beschwerdemanagement; service client;
        relation client; accueil; atencion al cliente; servicio al cliente; recepcion;
        atendimento; atendimento ao cliente; sac; recepcao; assistenza clienti; servizio clienti;
        assistenza; klantenservice; receptie; obsluga klienta; recepcja; поддержка;
        служба поддержки; клиентскии сервис; ресепшн; підтримка; zakaznicky servis;
        ugyfelszolgalat; musteri hizmetleri; kundtjanst; kundeservice; asiakaspalvelu; 客服;
        客户服务; 客戶服務; 客户支持; カスタマーサポート; お客様相談; サポート; 고객지원;
        고객센터; 고객서비스; cham soc khach hang; dich vu khach hang; layanan pelanggan
    """,
    Discipline.MANAGEMENT: """
        management; executive; executives; executive team; leadership; leadership team;
        steering committee; steering; coo; cfo; cpo; chro; head of department; leitung;
        geschaftsbereichsleit-; abteilungsleit-; fuhrung; fuhrungs-; lenkungsausschuss;
        lenkungskreis; steuerungskreis; direction; comite de direction; codir;
        comite de pilotage; copil; direccion; comite directivo; direcao; comite; diretor;
        direzione; comitato direttivo; stuurgroep; managementteam; leiding; kierownictwo;
        dyrekcja; komitet sterujacy; руководство; дирекция; правление; управляющии комитет;
        керівництво; vedeni; vezetoseg; yonetim; ledning; ledelse; johto; 管理层; 管理層; 领导;
        領導; 管理部; 経営企画; 경영진; 관리; ban giam doc; ban lanh dao; manajemen
    """,
}

"""Word lists of Indonesian as people type it, for the search (catalog/rules/words.py).

Found by running the stemmer over the 9,600 words of KBLI 2020 and of the office's documents.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(text: str) -> dict[str, str]:
    """``"a b, c d e"`` → ``{"a": "b", "c": "d e"}``."""
    return {left: right for left, _, right in (pair.strip().partition(" ") for pair in text.split(","))}


# Words that say nothing about what is searched for; in no index and in no query.
STOP_WORDS = _words("""
    adalah agar akan antara apabila atas atau bagi bahwa baik bila dalam dan dapat dari dengan di dll dsb guna hal
    harus ialah ini itu jika juga kalau karena ke kepada maka maupun melalui nya oleh pada para per pun saja
    sampai sebagai sebagaimana secara sehingga sejenis sejenisnya seperti serta sesuai setiap setelah sebelum
    suatu telah tentang terhadap termasuk tersebut tetapi untuk yaitu yakni yang ybdi ytdl aja dong donk gan lewat
    gimana kah kak kok kan lah min nih oh pak bu bapak ibu sih si ya yg utk dg dgn dlm tdk
""")

# What people write around the thing they look for. Found, it counts; missing, it does not matter.
FILLERS = _words("""
    ada anda apa apakah ajukan mengajukan baru bagaimana berapa biaya bisa bisnis buka membuka butuh cara cek cari
    mencari daftar mendaftar mendaftarkan pendaftaran dokumen berkas hari ingin info izin perizinan izinnya
    kabupaten kami kbli kode kecil kecilan lama layanan legalitas lengkap mana mau membuat mengenai mengurus minta
    mohon permohonan nib nomor oss pelayanan pengen pengin pengurusan perlu persyaratan perusahaan punya
    purwakarta rumahan saya sedang sendiri siup skala standar surat syarat syaratnya tempat urus usaha usahanya
    wirausaha umkm pelaku berusaha perorangan pribadi mikro menengah boleh tolong halo pt cv abdi hoyong kumaha
    naon bade dupi ijin perijinan ijinnya tanya bertanya nanya masuk kapan dimana kemana siapa caranya prosedur alur
    biayanya tarif bayar waktu proses prosesnya wajib harusnya sudah udah belum rencana berencana pingin kepengen
    urusin ngurus mendirikan pendirian menjalankan jalankan bergerak bidang jenis nama namanya dibuat selamat pagi
    siang sore assalamualaikum kalo klo mw sy hrs bka ush gw gue mendapatkan mendapat memperoleh memiliki sertifikat
""")

# Words that fit too many trades to say anything where the word beside them was not found ("bikin tempe").
GENERIC = _words("""
    alat bahan barang bengkel besar bikin beli buat dagang eceran grosir agen industri jasa jual kantor kegiatan kerja
    kios olah pabrik pengrajin produk produksi reparasi rumah servis sewa siap tenaga toko tukang warung orang anak
""")

# Old, loose, foreign and run-together spellings → the usual one, which may be two words; and the plainest pairs of
# words for one thing, where neither has another meaning.
SPELLINGS = _pairs("""
    ijin izin, perijinan perizinan, penjait penjahit, penjaitan penjahitan, menjait menjahit, ngejahit menjahit,
    ijinnya izin, apotik apotek, praktek praktik, tehnik teknik, tehnologi teknologi, sistim sistem,
    propinsi provinsi, kwalitas kualitas, aktifitas aktivitas, aktip aktif, analisa analisis, obyek objek,
    subyek subjek, jadual jadwal, kwitansi kuitansi, resiko risiko, nasehat nasihat, atlit atlet, komplek kompleks,
    standard standar, sertipikat sertifikat, konfeksi konveksi, konpeksi konveksi, konveksian konveksi, vermak permak,
    vermaak permak, telor telur, petelor petelur, cabe cabai, jait jahit, jaitan jahit, kripik keripik,
    kiripik keripik, krupuk kerupuk, kurupuk kerupuk, sambel sambal, saos saus, mie mi, bakmi mi, baso bakso,
    sate satai, rempeyek peyek, coklat cokelat, soklat cokelat, tauge toge, susyu susu, yoghurt yogurt,
    kedele kedelai, sutera sutra, kiosk kios, mesjid masjid, kost kos, indekost kos, kosan kos, kostan kos,
    indekos kos, kontraktoran kontraktor, villa vila, cafe kafe, caffe kafe, cape kafe, coffee kopi, coffe kopi,
    kopie kopi, catering katering, ketering katering, restaurant restoran, restauran restoran, resto restoran,
    bakery roti, laundry penatu, londri penatu, londry penatu, laundri penatu, laundy penatu, binatu penatu,
    loundry penatu, laundryan penatu, service servis, serpis servis, sparepart suku cadang, onderdil suku cadang,
    handphone hp, hape hp, ponsel hp, smartphone hp, henpon hp, computer komputer, kompuer komputer,
    kompueter komputer, wifi internet, online daring, onlen daring, photo foto, photocopy foto kopi,
    fotocopy foto kopi, fotokopi foto kopi, photokopi foto kopi, potokopi foto kopi, potocopy foto kopi,
    fotokopian foto kopi, copy kopi, printing cetak, design desain, disain desain, furniture mebel, furnitur mebel,
    furnitura mebel, meubel mebel, mebeler mebel, mebeller mebel, mebelair mebel, textil tekstil, textile tekstil,
    garment garmen, boutique butik, fashion busana, fesyen busana, hijab kerudung, jilbab kerudung, baju pakaian,
    gym fitness, fitnes fitness, fitnis fitness, truck truk, pickup pikap, bis bus, taxi taksi, rental sewa,
    rentalan sewa, tour tur, minimarket mini market, supermarket super market, hypermarket hyper market,
    sepakbola sepak bola, olahraga olah raga, wiraswasta wirausaha, fotografer fotografi, workshop bengkel,
    elpiji lpg, kosmetika kosmetik, detergen deterjen, deterjent deterjen, organic organik, peternak ternak,
    pengrajin rajin, perajin rajin, block blok, wedding pengantin, kawinan pengantin, nikahan pengantin,
    pernikahan pengantin, playground bermain, barber pangkas, barbershop pangkas rambut, cukur pangkas,
    cleaning bersih, training latih, diklat latih, bengkelan bengkel, jualan jual, icalan jual, kacamata kaca mata,
    tv televisi, tivi televisi, ojeg ojek, vaksinasi vaksin, grosiran grosir, warnet warung internet,
    warkop warung kopi, warteg warung makan, inseminator inseminasi, hewani hewan, umroh umrah, kursusan kursus,
    kuliner makan, kran keran, tralis teralis, batubara batu bara, sirup sirop, goa gua, tripleks triplek,
    tissue tisu, survey survei, ambulance ambulans, ambulan ambulans, billiard biliar, bilyard biliar, biliard biliar,
    bilyar biliar, canopy kanopi, kanopy kanopi, alumunium aluminium, almunium aluminium, photography fotografi,
    fotography fotografi, electronik elektronik, aquarium akuarium, aksesoris aksesori, asesoris aksesori,
    cathering katering, tekhnik teknik, tekhnologi teknologi, pastry pastri, cake kue
""")

# Words that the stemmer gets wrong as a whole.
WHOLE_WORDS = _pairs("""
    memakan makan, pemakan makan, menara menara, penatu penatu, peniti peniti, pengemas kemas, pengemasan kemas,
    mengemas kemas, penempatan tempat, menempatkan tempat, penuang tuang, penuangan tuang, menikah nikah,
    perangkap perangkap, perangkat perangkat, perahu perahu, pengopian kopi, terapi terapi,
    mengetik ketik, pengetikan ketik, terasi terasi, pengantin pengantin, teralis teralis,
    pengobatan pengobatan, berobat pengobatan, mengobati pengobatan
""")

# What the stemmer leaves of a word → its root: prefixes that swallow a letter (menanam → anam), or look like one.
ROOTS = _pairs("""
    ijin izin, pilik milik, lola kelola, elola kelola, pakam makam, paka pakai, industr industri, abur tabur,
    ahan tahan, ajam tajam, aksir taksir, afsir tafsir, ambah tambah, ambal tambal, ambang tambang, ambat tambat,
    ampil tampil, ampung tampung, anam tanam, anda tanda, angan tangan, anggal tanggal, anggap tanggap,
    anggulang tanggulang, anggung tanggung, angkal tangkal, angkap tangkap, angkar tangkar, apis tapis, ari tari,
    arik tarik, asihat nasihat, ata tata, awar tawar, ebang tebang, ebar tebar, egak tegak, ekan tekan, elaah telaah,
    eliti teliti, elusur telusur, embak tembak, empa tempa, engah tengah, entu tentu, enun tenun, erang terang,
    erap terap, erbang terbang, erbit terbit, erima terima, erjemah terjemah, erus terus, etap tetap, etas tetas,
    ikmat nikmat, ilai nilai, imba timba, imbang timbang, imbul timbul, imbun timbun, indas tindas, inggal tinggal,
    ingkat tingkat, injau tinjau, itip titip, olong tolong, omor nomor, onton tonton, opang topang, uai tuai,
    uju tuju, ukar tukar, ulis tulis, umpang tumpang, umpuk tumpuk, unda tunda, unggang tunggang, unjang tunjang,
    unjuk tunjuk, urun turun, utup tutup, aik naik, atausaha tatausaha, aleng kaleng, andung kandung, antin kantin,
    apal kapal, ebiri kebiri, ebor bor, ecap kecap, ecat cat, ecek cek, ecor cor, ekang kekang, elantang kelantang,
    elas las, awin kawin, eling keling, elompo kelompok, elompok kelompok, lompok kelompok, eluar luar,
    embali kembali, mbali kembali, embang kembang, mbangan kembang, embangbiak kembangbiak, emudi kemudi, mudi kemudi,
    ena kena, enal kenal, endali kendali, ndali kendali, endara kendara, ndara kendara, ndaran kendara, epak pak,
    epres pres, eras keras, ering kering, eriting keriting, erja kerja, rjasama kerjasama, eruk keruk, etahu tahu,
    etes tes, ilang kilang, ilap kilap, irim kirim, ontrol kontrol, osong kosong, uasa kuasa, uat kuat, ukus kukus,
    ulit kulit, umpul kumpul, unci kunci, unjung kunjung, upas kupas, urang kurang, masan kemas, liling keliling,
    embangan kembang, pain main, paju maju, pandi mandi, panfaat manfaat, panis manis, pasak masak, pasuk masuk,
    pasyarakat masyarakat, patang matang, pateri patri, podal modal, podifikasi modifikasi, pogram program, puat muat,
    puda muda, pudah mudah, pukim mukim, pulai mulai, purni murni, pusik musik, pusnah musnah, putakhir mutakhir,
    pinat minat, pangsa mangsa, lihara pelihara, iksa periksa, peliha pelihara, sanyi nyanyi, sala nyala, sata nyata,
    acun racun, aga raga, agi ragi, ajang rajang, ajut rajut, akit rakit, amal ramal, ancang rancang, angkai rangkai,
    awat rawat, ebus rebus, ekam rekam, ekat rekat, ekrut rekrut, enang renang, encana rencana, endam rendam,
    esap resap, ias rias, intis rintis, iset riset, obohan roboh, oda roda, umah rumah, umput rumput, umus rumus,
    uncing runcing, unding runding
""")

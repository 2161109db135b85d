namespace Redoubt.Waf;

/// <summary>What a word means in SQL, over the dialects of MySQL, PostgreSQL, SQL Server, Oracle and SQLite; one letter of <see cref="SqlShape"/> each.</summary>
static class SqlWords
{
    static readonly (char Letter, string Words)[] Words =
    [
        ('&', "and or xor"),
        ('o', "like rlike regexp in is glob ilike similar sounds match against div mod ilike isnull notnull overlaps member"),
        ('4', "between"),
        ('!', "not binary prior"),
        ('1', "null unknown"),
        ('M', "true false rowid rownum current_date current_time current_timestamp current_user session_user localtime localtimestamp utc_date utc_time utc_timestamp sysdate systimestamp"),
        ('U', "union intersect except minus"),
        ('A', "all distinct distinctrow"),
        ('E', "select"),
        ('f', "from"),
        ('W', "where"),
        ('G', "order group"),
        ('Y', "by"),
        ('H', "having"),
        ('L', "limit offset fetch"),
        ('j', "insert replace"),
        ('l', "into"),
        ('e', "delete"),
        ('u', "update"),
        ('t', "set"),
        ('m', "drop alter create truncate rename"),
        ('T', "table database schema view procedure function user index trigger login role column sequence tablespace"),
        ('x', "exec execute"),
        ('0', "shutdown handler pragma dbcc reconfigure deallocate"),
        ('2', "call declare grant revoke merge backup attach detach copy do use kill load prepare while lock flush explain perform vacuum"),
        ('p', "waitfor"),
        ('q', "delay time"),
        ('z', "case"),
        ('h', "when"),
        ('Q', "outfile dumpfile"),
        ('I', "low_priority high_priority delayed quick ignore"),
        ('R', "infile"),
        ('b', "analyse"),
        ('V', "values"),
        ('C', "collate"),
        ('k', "as on using join inner outer cross natural desc asc for with over partition then else end begin returning"),
    ];

    static readonly (char Letter, string Words)[] Functions =
    [
        ('D', """
            load_file extractvalue updatexml xmltype name_const get_lock master_pos_wait
            randomblob zeroblob generate_series load_extension writefile readfile fts3_tokenizer sys_eval sys_exec xp_cmdshell xp_dirtree xp_regread xp_fileexist
            openrowset opendatasource openquery dblink dblink_connect query_to_xml database_to_xml lo_import lo_export httpuritype ctxsys
            geometrycollection multipoint polygon multipolygon linestring multilinestring gtid_subset gtid_subtract st_latfromgeohash
            group_concat string_agg wm_concat listagg row_to_json current_setting has_dbaccess is_srvrolemember is_member
            """),
        ('3', "sleep benchmark"),
        ('S', """
            version user database current_user session_user system_user current_database current_schema schema host_name db_name suser_name suser_sname
            user_name connection_id sqlite_version
            """),
        ('F', """
            abs acos ascii asin atan avg bin bit_count bit_length cast ceil ceiling char char_length character_length charindex chr
            coalesce compress concat concat_ws connection_id conv convert cos cot count crc32 curdate curtime database
            date_add date_sub datediff db_id db_name decode degrees difference elt encode exp export_set field find_in_set floor format
            found_rows from_base64 getdate greatest hex host_name if ifnull iif instr isnull json_extract json_keys json_value last_insert_id
            lcase least left length len ln load locate log log10 log2 lower lpad ltrim make_set max md5 mid min mod nchar now nullif nvl nvl2
            oct octet_length old_password ord password patindex pi pow power quarter quote quotename radians rand random regexp_replace regexp_substr repeat replace
            replicate reverse right round row_count rpad rtrim schema sha sha1 sha2 sign sin soundex space sqlite_version sqrt
            stddev str strcmp strftime stuff substr substring substring_index sum suser_name suser_sname system_user sysdate tan to_base64 to_char
            to_number translate trim trunc truncate ucase uncompress unhex unicode unix_timestamp upper user user_id user_name uuid variance version
            xmlagg xmlelement xmlforest object_id object_name col_name col_length current_user session_user current_database current_schema
            typeof total changes glob likelihood printf charset coercibility collation isjson openjson
            """),
        ('o', "exists"),
    ];

    // Catalogues and tables that only an attacker asks a shop for.
    const string Catalogues = """
        information_schema sysobjects syscolumns sysusers sysdatabases syslogins sqlite_master sqlite_schema sqlite_temp_master pg_catalog pg_user pg_shadow pg_database
        pg_tables all_tables all_tab_columns user_tables user_tab_columns dba_users dba_tables all_users v$version v$session msysobjects msysaces mysql master
        xp_cmdshell xp_regread xp_dirtree sp_executesql sp_oacreate sp_makewebtask sp_configure innodb_table_stats
        """;

    // Twice the words and more, a power of two: most looks for a name end at an empty place.
    const int Places = 2048;

    static readonly Entry[] Table = Build();

    /// <summary>The letter of a word that no parenthesis follows; <c>n</c> for a name, <c>N</c> for a catalogue.</summary>
    public static char Word(ReadOnlySpan<char> word)
    {
        var letter = Find(word).Word;
        if (letter != '\0') return letter;
        return IsSystemProcedure(word) ? 'N' : 'n';
    }

    /// <summary>The letter of a word before an opening parenthesis: a keyword, a function, or <c>g</c> for a call of something unknown.</summary>
    public static char Call(ReadOnlySpan<char> word)
    {
        var entry = Find(word);
        if (entry.Function != '\0') return entry.Function;
        if (entry.Word is not ('\0' or 'N')) return entry.Word;
        return IsFamily(word, out var letter) ? letter : 'g';
    }

    public static bool IsFunction(ReadOnlySpan<char> word, out char letter)
    {
        letter = Find(word).Function;
        return letter != '\0' || IsFamily(word, out letter);
    }

    public static bool IsCatalogue(ReadOnlySpan<char> word) => Find(word).IsCatalogue || IsSystemProcedure(word);

    // SQL Server's procedures, `sp_` and `xp_`.
    static bool IsSystemProcedure(ReadOnlySpan<char> word) => word.Length > 5 && word[2] == '_' && (word[1] | 0x20) == 'p' && ((word[0] | 0x20) is 's' or 'x');

    // Functions by the dozen with one beginning.
    static bool IsFamily(ReadOnlySpan<char> word, out char letter)
    {
        letter = '\0';
        var end = word.IndexOf('_');
        if (end is not (2 or 3 or 4 or 5) || end + 1 == word.Length) return false;
        var family = word[..end];
        if (Ascii.EqualsIgnoreCase(family, "json") || Ascii.EqualsIgnoreCase(family, "jsonb")) letter = 'F';
        else if (Ascii.EqualsIgnoreCase(family, "pg") || Ascii.EqualsIgnoreCase(family, "dbms") || Ascii.EqualsIgnoreCase(family, "utl")) letter = 'D';
        return letter != '\0';
    }

    static Entry Find(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty) return default;
        for (var place = Place(word); ; place = (place + 1) & (Places - 1))
        {
            ref readonly var entry = ref Table[place];
            if (entry.Text is null) return default;
            if (entry.Text.Length == word.Length && Ascii.EqualsIgnoreCase(word, entry.Text)) return entry;
        }
    }

    // The case of a letter is not looked at.
    static int Place(ReadOnlySpan<char> word) =>
        ((word[0] & 31) * 67 + (word[word.Length / 2] & 31) * 1031 + (word[^1] & 31) * 131 + (word[word.Length / 4] & 31) * 17 + word.Length * 251) & (Places - 1);

    static Entry[] Build()
    {
        var table = new Entry[Places];
        foreach (var (letter, words) in Words)
            foreach (var word in Split(words)) Entered(table, word).Word = letter;
        foreach (var word in Split(Catalogues))
        {
            ref var entry = ref Entered(table, word);
            entry.IsCatalogue = true;
            if (entry.Word == '\0') entry.Word = 'N';
        }
        foreach (var (letter, words) in Functions)
            foreach (var word in Split(words))
            {
                ref var entry = ref Entered(table, word);
                if (entry.Function == '\0') entry.Function = letter;
            }
        return table;
    }

    static ref Entry Entered(Entry[] table, string word)
    {
        var place = Place(word);
        while (table[place].Text is { } other && other != word) place = (place + 1) & (Places - 1);
        table[place].Text = word;
        return ref table[place];
    }

    static string[] Split(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    struct Entry
    {
        public string? Text;
        public char Word;
        public char Function;
        public bool IsCatalogue;
    }
}

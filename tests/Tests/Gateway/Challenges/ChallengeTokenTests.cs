using System.Buffers.Text;
using FsCheck;
using FsCheck.Fluent;
using Redoubt.Gateway.Challenges;
using Redoubt.Tests.Waf;
using Redoubt.Waf;

namespace Redoubt.Tests.Gateway.Challenges;

/// <summary>Tokens and tickets as text: what is written is read, and nothing else.</summary>
public sealed class ChallengeTokenTests
{
    readonly FakeClock clock = new();
    readonly TestKeyring keyring = new(1);

    ChallengeKeys Keys => new(keyring, clock);

    ClientTokens Tokens => new(Keys, clock);

    uint Now => (uint)clock.GetUtcNow().ToUnixTimeSeconds();

    [Fact]
    public void What_is_written_is_read() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Zip(Gen.Choose(1, ClientTokens.MaxDomain), Gen.Zip(Gen.Choose(0, int.MaxValue), Gen.Choose(0, int.MaxValue))).ToArbitrary(), parts =>
        {
            var (length, (challenge, captcha)) = parts;
            var token = new TokenContent(TokenId.New(), Now, (uint)challenge, (uint)captcha, new string('a', length));
            var text = Tokens.Write(token);
            return text.Length <= ClientTokens.MaxLength && Tokens.TryRead(text, out var read) && read == token;
        }));

    [Fact]
    public void No_byte_of_a_token_can_be_changed()
    {
        var bytes = Base64Url.DecodeFromChars(Tokens.Write(new TokenContent(TokenId.New(), Now, Now, 0, "shop.example.com")));

        for (var i = 0; i < bytes.Length * 8; i++)
        {
            bytes[i / 8] ^= (byte)(1 << i % 8);
            Assert.False(Tokens.TryRead(Base64Url.EncodeToString(bytes), out _));
            bytes[i / 8] ^= (byte)(1 << i % 8);
        }
        Assert.True(Tokens.TryRead(Base64Url.EncodeToString(bytes), out _));
        for (var length = 0; length < bytes.Length; length++) Assert.False(Tokens.TryRead(Base64Url.EncodeToString(bytes.AsSpan(0, length)), out _));
    }

    [Fact]
    public void Anything_else_is_no_token_and_no_ticket() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.OneOf(
            Gen.Choose(0, 0xFF).Select(i => (char)i).ListOf().Select(list => new string([.. list])),
            Gen.Choose(0, 0xFF).Select(i => (byte)i).ListOf().Select(list => Base64Url.EncodeToString([1, .. list])),
            Gen.Elements(0, 34, 45, 46, 47, 511, 512, 513, 100_000).Select(length => new string('A', length))).ToArbitrary(),
        text => !Tokens.TryRead(text, out _) && !new Tickets(Keys, clock).TryRead(text, "shop.example.com", 0, out _)));

    [Fact]
    public void A_token_expires_four_days_after_it_was_made_whatever_key_is_used_by_then()
    {
        var text = Tokens.Write(new TokenContent(TokenId.New(), Now, Now, Now, "a"));

        clock.Advance(TimeSpan.FromSeconds(ClientTokens.LifeInSeconds - 1));
        Assert.True(Tokens.TryRead(text, out var read) && !read.IsExpired);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(Tokens.TryRead(text, out read) && read.IsExpired);
        clock.Advance(TimeSpan.FromDays(3));
        Assert.False(Tokens.TryRead(text, out _));
    }

    [Fact]
    public void A_token_from_the_future_is_none_but_for_another_nodes_clock()
    {
        Assert.True(Tokens.TryRead(Tokens.Write(new TokenContent(TokenId.New(), Now + 60, Now, 0, "a")), out _));
        Assert.False(Tokens.TryRead(Tokens.Write(new TokenContent(TokenId.New(), Now + 61, Now, 0, "a")), out _));
    }

    [Fact]
    public void Another_installations_token_is_none()
    {
        var theirs = new ClientTokens(new ChallengeKeys(new TestKeyring(2), clock), clock);

        Assert.False(Tokens.TryRead(theirs.Write(new TokenContent(TokenId.New(), Now, Now, 0, "a")), out _));
    }

    [Fact]
    public void A_ticket_is_no_token()
    {
        var ticket = new Tickets(Keys, clock).Issue(ActionKind.Captcha, 12, "a", 0);

        Assert.False(Tokens.TryRead(ticket, out _));
    }

    [Fact]
    public void A_proof_of_less_work_is_none()
    {
        var tickets = new Tickets(Keys, clock);
        Assert.True(tickets.TryRead(tickets.Issue(ActionKind.Challenge, 6, "a", 0), "a", 0, out var ticket));
        var proof = ChallengedSite.Work(ticket);

        Assert.True(ProofOfWork.Verify(ticket.Seed, 6, proof));
        Assert.True(ProofOfWork.Verify(ticket.Seed, 6, proof.ToUpperInvariant()));
        Assert.False(ProofOfWork.Verify(ticket.Seed, 20, proof));
        Assert.False(ProofOfWork.Verify(ticket.Seed + 1, 6, proof));
        Assert.False(ProofOfWork.Verify(ticket.Seed, 6, proof[8..] + proof[..8]));
        Assert.False(ProofOfWork.Verify(ticket.Seed, 6, proof.AsSpan(..^1)));
        Assert.False(ProofOfWork.Verify(ticket.Seed, 6, proof[..^1] + "g"));
        Assert.False(ProofOfWork.Verify(ticket.Seed, 0, proof));
    }

    [Fact]
    public void Spent_tickets_are_remembered_as_long_as_they_could_be_answered()
    {
        var (spent, ticket) = (new SpentTickets(uses: 1, clock), TokenId.New());
        Assert.True(spent.TrySpend(ticket));

        clock.Advance(TimeSpan.FromSeconds(Tickets.LifeInSeconds - 1));
        Assert.False(spent.TrySpend(ticket));
        for (var i = 0; i < SpentTickets.Capacity - 1; i++) spent.TrySpend(TokenId.New());
        Assert.False(spent.TrySpend(ticket));
    }

    [Fact]
    public void Memory_of_spent_tickets_is_bounded_and_newer_ones_stay()
    {
        var (spent, last) = (new SpentTickets(uses: 1, clock), TokenId.New());
        for (var i = 0; i < 5 * SpentTickets.Capacity; i++) spent.TrySpend(TokenId.New());

        Assert.True(spent.TrySpend(last));
        for (var i = 0; i < SpentTickets.Capacity - 1; i++) spent.TrySpend(TokenId.New());

        Assert.False(spent.TrySpend(last));
        Assert.InRange(spent.Count, SpentTickets.Capacity, 2 * SpentTickets.Capacity);
    }

    [Fact]
    public void A_budget_is_each_clients_own_and_fills_up_again()
    {
        var budget = new ClientBudget(burst: 3, perSecond: 1, clock);

        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => budget.TrySpend(1, 1)));
        Assert.True(budget.TrySpend(2, 3));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => budget.TrySpend(1, 1)));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.False(budget.TrySpend(1, 4));
    }

    [Fact]
    public void A_crowd_of_clients_does_not_give_a_busy_one_its_budget_back()
    {
        var budget = new ClientBudget(burst: 1, perSecond: 0.001, clock);
        Assert.True(budget.TrySpend(0, 1));

        for (var client = 1UL; client < 5_000; client++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(1));
            budget.TrySpend(client, 1);
            if (client % 16 == 0) Assert.False(budget.TrySpend(0, 1));
        }
    }

    [Fact]
    public void A_token_may_change_its_network_as_often_as_an_hour_allows_it()
    {
        var (sharing, id) = (new TokenSharing(clock), TokenId.New());
        for (var hour = 0; hour < 3; hour++)
        {
            for (var network = 0UL; network < TokenSharing.MaxNetworks; network++) Assert.True(sharing.Allows(id, network));
            clock.Advance(TimeSpan.FromHours(1));
        }

        for (var network = 0UL; network < TokenSharing.MaxNetworks; network++) sharing.Allows(id, 100 + network);
        Assert.False(sharing.Allows(id, 200));
        clock.Advance(TimeSpan.FromHours(5));
        Assert.False(sharing.Allows(id, 1));
        Assert.True(sharing.Allows(TokenId.New(), 200));
    }

    [Fact]
    public void The_verdict_tells_what_each_action_found_last()
    {
        var acl = Of.Compiled(Of.Definition(
            Of.Rule("challenge", 0, Of.Bytes(new UriPathField(), "/"), RuleAction.Challenge),
            Of.Rule("captcha", 1, Of.Bytes(new UriPathField(), "/"), RuleAction.Captcha)), new CompileOptions { Clock = clock });
        var (early, late) = (clock.GetUtcNow().AddHours(-1), clock.GetUtcNow());

        var verdict = acl.Evaluate(new WireRequest().WithToken(new ClientToken(TokenStatus.Valid, late, early)));
        var none = Of.Acl().Evaluate(new WireRequest());

        Assert.Equal((ActionKind.Captcha, "captcha"), (verdict.Action, verdict.TerminatingRule));
        Assert.Equal(new TokenCheck(TokenFailure.None, late), verdict.Challenge);
        Assert.Equal(new TokenCheck(TokenFailure.Expired, early), verdict.Captcha);
        Assert.Equal((null, null), (none.Challenge, none.Captcha));
    }

    [Theory]
    [InlineData(TokenStatus.Absent, null, TokenFailure.Missing)]
    [InlineData(TokenStatus.Rejected, null, TokenFailure.Invalid)]
    [InlineData(TokenStatus.WrongDomain, null, TokenFailure.DomainMismatch)]
    [InlineData(TokenStatus.Expired, null, TokenFailure.Expired)]
    [InlineData(TokenStatus.Valid, null, TokenFailure.Missing)]
    [InlineData(TokenStatus.Valid, 300, TokenFailure.Expired)]
    [InlineData(TokenStatus.Valid, -1, TokenFailure.Invalid)]
    [InlineData(TokenStatus.Valid, 299, TokenFailure.None)]
    public void The_reason_of_a_failure_is_told(TokenStatus status, int? secondsAgo, TokenFailure failure)
    {
        DateTimeOffset? solved = secondsAgo is { } ago ? clock.GetUtcNow().AddSeconds(-ago) : null;

        var check = new ClientToken(status, Captcha: solved).Check(ActionKind.Captcha, TimeSpan.FromMinutes(5), clock.GetUtcNow());

        Assert.Equal(new TokenCheck(failure, solved), check);
    }
}

/// <summary>A root key of a test's own.</summary>
sealed class TestKeyring(byte root) : IKeyring
{
    public byte[] Derive(string purpose) =>
        System.Security.Cryptography.HKDF.DeriveKey(System.Security.Cryptography.HashAlgorithmName.SHA256, [root], 32, info: System.Text.Encoding.UTF8.GetBytes(purpose));

    public byte[] Seal(string domain, ReadOnlySpan<byte> plaintext, string context) => throw new NotSupportedException();

    public byte[] Open(string domain, ReadOnlySpan<byte> sealedBytes, string context) => throw new NotSupportedException();
}

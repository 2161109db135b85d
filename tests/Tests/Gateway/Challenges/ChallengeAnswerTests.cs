using Redoubt.Gateway.Challenges;

namespace Redoubt.Tests.Gateway.Challenges;

/// <summary>What the gateway's own path makes of wrong, late, repeated and hostile answers.</summary>
public sealed class ChallengeAnswerTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pictures_and_sound_are_given_for_work_and_either_can_be_answered()
    {
        await using var site = await ChallengedSite.Start();
        var answer = site.Solved(await site.Ticket("/captcha"), bySound: true);

        using var picture = await site.Post(answer.Replace("do=answer", "do=picture", StringComparison.Ordinal));
        using var sound = await site.Post(answer.Replace("do=answer", "do=sound", StringComparison.Ordinal));
        using var passed = await site.Post(answer);

        Assert.Equal(("image/png", "audio/wav"), (picture.Content.Headers.ContentType!.MediaType, sound.Content.Headers.ContentType!.MediaType));
        Assert.Equal("\u0089PNG"u8[1..].ToArray()[^3..], (await picture.Content.ReadAsByteArrayAsync(Ct))[1..4]);
        Assert.Contains(picture.Headers.GetValues("X-Redoubt-Shape").Single(), Shapes.All.Select(shape => shape.Name));
        Assert.Equal(204, (int)passed.StatusCode);
    }

    [Theory]
    [InlineData("picture=000000000")]
    [InlineData("sound=00000")]
    [InlineData("picture=&sound=")]
    [InlineData("x=")]
    public async Task A_wrong_answer_costs_the_ticket_and_brings_another(string guess)
    {
        await using var site = await ChallengedSite.Start();
        var answer = site.Solved(await site.Ticket("/captcha"));
        var wrong = string.Concat(answer.AsSpan(0, answer.LastIndexOf('&') + 1), guess);

        using var first = await site.Post(wrong);
        using var again = await site.Post(answer);

        if (guess == "x=")
        {
            Assert.Equal((400, 204), ((int)first.StatusCode, (int)again.StatusCode));
            return;
        }
        Assert.Equal((409, 409), ((int)first.StatusCode, (int)again.StatusCode));
        Assert.False(first.Headers.Contains("Set-Cookie"));
        using var passed = await site.Post(site.Solved(await ChallengedSite.NewTicket(first)));
        Assert.Equal(204, (int)passed.StatusCode);
    }

    [Theory]
    [InlineData("/challenge")]
    [InlineData("/captcha")]
    public async Task A_ticket_is_spent_once(string target)
    {
        await using var site = await ChallengedSite.Start();
        var answer = site.Solved(await site.Ticket(target));

        using var first = await site.Post(answer);
        using var second = await site.Post(answer);

        Assert.Equal((204, 409), ((int)first.StatusCode, (int)second.StatusCode));
    }

    [Fact]
    public async Task A_ticket_is_drawn_four_times_and_then_replaced()
    {
        await using var site = await ChallengedSite.Start();
        var form = site.Solved(await site.Ticket("/captcha")).Replace("do=answer", "do=picture", StringComparison.Ordinal);

        var statuses = new List<int>();
        for (var i = 0; i < 5; i++)
        {
            using var response = await site.Post(form);
            statuses.Add((int)response.StatusCode);
        }

        Assert.Equal([200, 200, 200, 200, 409], statuses);
    }

    [Fact]
    public async Task A_ticket_expires_after_five_minutes()
    {
        await using var site = await ChallengedSite.Start();
        var (early, late) = (site.Solved(await site.Ticket("/captcha")), site.Solved(await site.Ticket("/captcha")));

        site.Clock.Advance(TimeSpan.FromSeconds(Tickets.LifeInSeconds - 1));
        using var inTime = await site.Post(early);
        site.Clock.Advance(TimeSpan.FromSeconds(1));
        using var tooLate = await site.Post(late);

        Assert.Equal((204, 409), ((int)inTime.StatusCode, (int)tooLate.StatusCode));
    }

    [Fact]
    public async Task A_ticket_is_good_for_its_host_its_network_and_its_kind()
    {
        await using var site = await ChallengedSite.Start();
        var answer = site.Solved(await site.Ticket("/challenge"));

        using var host = await site.Post(answer, host: "other.example.com");
        using var network = await site.Post(answer, from: "198.51.101.7");
        using var kind = await site.Post(answer.Replace("for=challenge", "for=captcha", StringComparison.Ordinal));
        using var neighbour = await site.Post(answer, from: "198.51.100.99");

        Assert.Equal((409, 409, 409, 204), ((int)host.StatusCode, (int)network.StatusCode, (int)kind.StatusCode, (int)neighbour.StatusCode));
    }

    [Fact]
    public async Task Nothing_is_drawn_and_nothing_passes_without_work()
    {
        await using var site = await ChallengedSite.Start();
        var ticket = await site.Ticket("/captcha");

        using var picture = await site.Post($"do=picture&for=captcha&ticket={ticket}&proof={new string('0', ProofOfWork.Length)}");
        using var answer = await site.Post($"do=answer&for=captcha&ticket={ticket}&picture=101000000");

        Assert.Equal((409, 409), ((int)picture.StatusCode, (int)answer.StatusCode));
    }

    [Theory]
    [InlineData("")]
    [InlineData("do=answer")]
    [InlineData("do=drop&for=captcha")]
    [InlineData("do=answer&for=captcha&ticket=%41")]
    [InlineData("do=answer&for=captcha&ticket=\u00E4")]
    [InlineData("&&&&")]
    public async Task A_malformed_form_is_refused(string form)
    {
        await using var site = await ChallengedSite.Start();

        using var response = await site.Post(form);

        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task Other_methods_and_large_bodies_are_refused()
    {
        await using var site = await ChallengedSite.Start();

        using var get = await site.Send(HttpMethod.Get, ChallengeAnswers.Path);
        using var large = await site.Post(new string('a', 1025));

        Assert.Equal((405, "POST", 413), ((int)get.StatusCode, get.Content.Headers.Allow.Single(), (int)large.StatusCode));
        Assert.Equal(0, site.ReachedOrigin);
    }

    [Fact]
    public async Task A_guesser_has_twenty_guesses_and_the_right_answer_costs_none()
    {
        await using var site = await ChallengedSite.Start();
        for (var i = 0; i < 20; i++)
        {
            using var wrong = await site.Post(Wrong(site.Solved(await site.Ticket("/captcha"))));
            Assert.Equal(409, (int)wrong.StatusCode);
            if (i == 10) await site.Pass("/captcha");
        }

        using var guess = await site.Post(site.Solved(await site.Ticket("/captcha")));
        using var neighbour = await site.Post(site.Solved(await site.Ticket("/captcha", from: "198.51.100.8"), from: "198.51.100.8"), from: "198.51.100.8");
        site.Clock.Advance(TimeSpan.FromSeconds(30));
        using var later = await site.Post(site.Solved(await site.Ticket("/captcha")));

        Assert.Equal((429, "60", 204, 204), ((int)guess.StatusCode, guess.Headers.GetValues("Retry-After").Single(), (int)neighbour.StatusCode, (int)later.StatusCode));

        static string Wrong(string answer) => string.Concat(answer.AsSpan(0, answer.LastIndexOf('=') + 1), "000000000");
    }

    [Fact]
    public async Task A_flood_of_requests_is_cut_off_for_its_sender_alone()
    {
        await using var site = await ChallengedSite.Start();

        var served = 0;
        for (var i = 0; i < 250; i++)
        {
            using var response = await site.Post("do=fresh&for=captcha");
            if ((int)response.StatusCode == 409) served++;
        }

        Assert.Equal(200, served);
        using var other = await site.Post("do=fresh&for=captcha", from: "192.0.2.1");
        Assert.Equal(409, (int)other.StatusCode);
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Redoubt.Gateway.Challenges;
using Redoubt.Waf;

namespace Redoubt.Tests.Gateway.Challenges;

public sealed class ChallengePuzzleTests
{
    [Fact]
    public void A_puzzle_is_decided_by_its_seed_and_its_answers_say_what_it_shows()
    {
        for (var i = 0; i < 500; i++)
        {
            var seed = SHA256.HashData(BitConverter.GetBytes(i));
            var puzzle = new Puzzle(seed);

            Assert.Equal((puzzle.PictureAnswer, puzzle.SoundAnswer), (new Puzzle(seed).PictureAnswer, new Puzzle(seed).SoundAnswer));
            Assert.Equal(puzzle.PictureAnswer, string.Concat(puzzle.Pictures.Select(picture => picture == puzzle.Shape ? '1' : '0')));
            Assert.InRange(puzzle.PictureAnswer.Count(c => c == '1'), 2, 5);
            Assert.Equal(puzzle.SoundAnswer, string.Concat(puzzle.Beeps));
            Assert.All(puzzle.Beeps, beeps => Assert.InRange(beeps, 1, 5));
        }
    }

    [Fact]
    public void Every_shape_is_asked_for_about_as_often()
    {
        var counts = Enumerable.Range(0, 7_000).GroupBy(i => new Puzzle(SHA256.HashData(BitConverter.GetBytes(i))).Shape.Name).ToDictionary(group => group.Key, group => group.Count());

        Assert.Equal(Shapes.All.Length, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 850, 1_150));
    }

    [Fact]
    public void The_image_is_a_PNG_whose_parts_are_whole()
    {
        var seed = SHA256.HashData("image"u8);
        var png = PuzzleImage.Draw(new Puzzle(seed), seed).AsSpan();

        Assert.Equal("iVBORw0KGgo=", Convert.ToBase64String(png[..8]));
        var rest = png[8..];
        var (types, data) = ("", Array.Empty<byte>());
        while (!rest.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(rest);
            var type = Encoding.ASCII.GetString(rest.Slice(4, 4));
            Assert.Equal(Crc(rest.Slice(4, 4 + length)), BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + length)..]));
            types += type + " ";
            if (type == "IDAT") data = rest.Slice(8, length).ToArray();
            rest = rest[(12 + length)..];
        }
        using var lines = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        using var raw = new MemoryStream();
        lines.CopyTo(raw);
        Assert.Equal("IHDR PLTE IDAT IEND ", types);
        Assert.Equal(288 * (1 + 144), raw.Length);
        Assert.InRange(png.Length, 5_000, 40_000);
    }

    [Fact]
    public void The_shapes_stand_out_from_what_is_around_them()
    {
        // WCAG 2.2, 1.4.11: at least 3 to 1, with half a shade of grain on either side.
        var paper = Luminance(Png.Palette, ((int)PuzzleImage.DarkestPaper - 16) >> 4) + 0.05;
        var ink = Luminance(Png.Palette, ((int)PuzzleImage.LightestInk + 15) >> 4) + 0.05;

        Assert.True(paper / ink >= 3, $"{paper / ink:F2} to 1");

        static double Luminance(byte[] palette, int shade) => palette.AsSpan(shade * 3, 3).ToArray()
            .Select(c => c / 255.0).Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).Zip([0.2126, 0.7152, 0.0722], (c, weight) => c * weight).Sum();
    }

    [Fact]
    public void The_sound_has_as_many_beeps_as_its_answer_says()
    {
        for (var i = 0; i < 20; i++)
        {
            var seed = SHA256.HashData(BitConverter.GetBytes(i));
            var puzzle = new Puzzle(seed);
            var wav = PuzzleSound.Play(puzzle, seed);

            Assert.Equal(("RIFF", "WAVE"), (Encoding.ASCII.GetString(wav, 0, 4), Encoding.ASCII.GetString(wav, 8, 4)));
            Assert.Equal((wav.Length - 8, wav.Length - 44), (BitConverter.ToInt32(wav, 4), BitConverter.ToInt32(wav, 40)));
            Assert.Equal(puzzle.SoundAnswer, Heard(wav.AsSpan(44)));
        }
    }

    [Fact]
    public void The_pages_have_every_text_in_every_language()
    {
        var ticket = new Tickets(new ChallengeKeys(new TestKeyring(1), TimeProvider.System), TimeProvider.System).Issue(ActionKind.Captcha, 12, "a", 0);
        var ids = ChallengePage.Languages.ToDictionary(language => language, language => Encoding.UTF8.GetString(ChallengePage.For(ActionKind.Captcha, language).Render(ticket, "1-2-3")));

        Assert.Equal(["de", "en", "es", "fr"], ids.Keys.Order());
        foreach (var (language, html) in ids)
        {
            Assert.Contains($"<html lang=\"{language}\">", html, StringComparison.Ordinal);
            Assert.DoesNotContain("{{", html, StringComparison.Ordinal);
            Assert.Contains(ticket, html, StringComparison.Ordinal);
            // What the script says, and every shape, is among the texts.
            foreach (Match said in Regex.Matches(html, @"say\.(\w+)")) Assert.Contains($"\"{said.Groups[1].Value}\":", html, StringComparison.Ordinal);
            foreach (var shape in Shapes.All) Assert.Contains($"\"{shape.Name}\":", html, StringComparison.Ordinal);
            Assert.InRange(html.Length, 5_000, 25_000);
        }
    }

    [Fact]
    public void The_policy_names_the_pages_own_script_and_style()
    {
        var html = Encoding.UTF8.GetString(ChallengePage.For(ActionKind.Challenge, "en").Render("t", "i"));

        foreach (var (element, directive) in new[] { ("script", "script-src"), ("style", "style-src") })
        {
            var content = Regex.Match(html, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline).Groups[1].Value;
            Assert.Contains($"{directive} 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'", ChallengePage.Policy, StringComparison.Ordinal);
        }
        Assert.StartsWith("default-src 'none'; ", ChallengePage.Policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", ChallengePage.Policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.254", true)]
    [InlineData("192.0.2.1", "192.0.3.1", false)]
    [InlineData("2001:db8:1::1", "2001:db8:1:ffff::9", true)]
    [InlineData("2001:db8:1::1", "2001:db8:2::1", false)]
    public void A_neighbourhood_is_an_IPv4_24_or_an_IPv6_48(string one, string other, bool same) =>
        Assert.Equal(same, Neighbourhood.Of(IPAddress.Parse(one)) == Neighbourhood.Of(IPAddress.Parse(other)));

    // Counts what is loud for at least 50 ms; half a second of quiet ends a group.
    static string Heard(ReadOnlySpan<byte> samples)
    {
        var (answer, beeps, loud, quiet) = ("", 0, 0, 0);
        foreach (var sample in samples)
        {
            if (Math.Abs(sample - 128) > 20) (loud, quiet) = (loud + 1, 0);
            else quiet++;
            if (quiet == 400)
            {
                if (loud > 200) beeps++;
                loud = 0;
            }
            if (quiet != 4_000) continue;
            if (beeps > 0) answer += beeps;
            beeps = 0;
        }
        return answer;
    }

    static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? 0xEDB8_8320 ^ crc >> 1 : crc >> 1;
        }
        return ~crc;
    }
}

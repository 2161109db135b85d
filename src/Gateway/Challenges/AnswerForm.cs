using System.Buffers;
using System.Text;
using Redoubt.Waf;

namespace Redoubt.Gateway.Challenges;

/// <summary>
/// A page's request as a form. Its values are letters, digits, <c>-</c> and <c>_</c>, so nothing in it is ever encoded, and what is
/// makes it malformed.
/// </summary>
sealed class AnswerForm
{
    static readonly SearchValues<byte> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=&"u8);

    AnswerForm()
    {
    }

    public enum Action
    {
        /// <summary>Another ticket.</summary>
        Fresh,

        /// <summary>The ticket's pictures.</summary>
        Picture,

        /// <summary>The ticket's sound.</summary>
        Sound,

        /// <summary>A token.</summary>
        Answer,
    }

    public Action Do { get; private init; }

    /// <summary>CAPTCHA or challenge.</summary>
    public ActionKind Kind { get; private init; }

    public string KindName => Kind == ActionKind.Captcha ? "captcha" : "challenge";

    public string Ticket { get; private init; } = "";

    public string Proof { get; private init; } = "";

    /// <summary>A digit for each picture; empty where the sound is answered.</summary>
    public string Picture { get; private init; } = "";

    /// <summary>A digit for each group of beeps.</summary>
    public string Sound { get; private init; } = "";

    /// <summary>False where the body is no such form. The caller has bounded its length.</summary>
    public static bool TryRead(in ReadOnlySequence<byte> body, out AnswerForm form)
    {
        form = new();
        var bytes = body.IsSingleSegment ? body.FirstSpan : body.ToArray();
        if (bytes.ContainsAnyExcept(Allowed)) return false;
        string action = "", kind = "", ticket = "", proof = "", picture = "", sound = "";
        foreach (var range in bytes.Split((byte)'&'))
        {
            var pair = bytes[range];
            var at = pair.IndexOf((byte)'=');
            if (at < 0) return false;
            var value = Encoding.ASCII.GetString(pair[(at + 1)..]);
            switch (Encoding.ASCII.GetString(pair[..at]))
            {
                case "do": action = value; break;
                case "for": kind = value; break;
                case "ticket": ticket = value; break;
                case "proof": proof = value; break;
                case "picture": picture = value; break;
                case "sound": sound = value; break;
                default: return false;
            }
        }
        Action? read = action switch { "fresh" => Action.Fresh, "picture" => Action.Picture, "sound" => Action.Sound, "answer" => Action.Answer, _ => null };
        ActionKind? asked = kind switch { "captcha" => ActionKind.Captcha, "challenge" => ActionKind.Challenge, _ => null };
        if (read is null || asked is null) return false;
        form = new() { Do = read.Value, Kind = asked.Value, Ticket = ticket, Proof = proof, Picture = picture, Sound = sound };
        return true;
    }
}

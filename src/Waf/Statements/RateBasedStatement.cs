using System.Globalization;

namespace Redoubt.Waf;

/// <summary>
/// Counts the requests of a key, and holds for those over the limit. What the scope-down statement does not hold for, or what lacks
/// a component of the key, is neither counted nor limited.
/// </summary>
sealed class RateBasedStatement(string rule, RateBasedDefinition definition, Statement? scopeDown, RateKeyPart[] parts, Networks networks, RateTable table) : Statement
{
    public override Outcome Evaluate(Evaluation evaluation)
    {
        var scope = scopeDown?.Evaluate(evaluation) ?? Outcome.Match;
        if (scope != Outcome.Match) return scope;
        // What the scope-down statement found is not what the rule found.
        evaluation.Details.Clear();
        var read = ReadKey(evaluation, out var key);
        if (read is { } concluded) return concluded;
        // Who only wants to see what would happen is no request.
        var over = evaluation.Explaining is null ? table.Count(key) : table.Peek(key);
        evaluation.Explaining?.Add(new Look("RateBased", definition.Aggregation.ToString(), null, "", over ? "" : null));
        if (!over) return Outcome.NoMatch;
        evaluation.Rates.Add(new RateMatch(rule, definition.Aggregation, definition.Limit, definition.Window, Values(evaluation)));
        return Outcome.Match;
    }

    // Null where there is a key to count; else what is concluded without one.
    Outcome? ReadKey(Evaluation evaluation, out UInt128 key)
    {
        key = default;
        switch (definition.Aggregation)
        {
            case RateAggregation.Constant:
                return null;
            case RateAggregation.Ip:
                key = AddressRateKey.Of(AddressKey.Of(evaluation.Request.ClientAddress));
                return null;
            case RateAggregation.ForwardedIp:
                var concluded = ReadAddress(evaluation, forwarded: true, out var address);
                key = AddressRateKey.Of(address);
                return concluded;
            default:
                var hash = table.BeginKey();
                foreach (var part in parts)
                    if (Add(part, evaluation, ref hash) is { } otherwise) return otherwise;
                key = hash.End();
                return null;
        }
    }

    Outcome? Add(RateKeyPart part, Evaluation evaluation, ref SipHash hash)
    {
        switch (part.Kind)
        {
            case RateKeyKind.Ip or RateKeyKind.ForwardedIp:
                if (ReadAddress(evaluation, part.Kind == RateKeyKind.ForwardedIp, out var address) is { } concluded) return concluded;
                hash.Add(AddressRateKey.Of(address));
                return null;
            case RateKeyKind.Asn:
                if (ReadAddress(evaluation, definition.ForwardedIp is not null, out var client) is { } otherwise) return otherwise;
                hash.Add((UInt128)networks.Asn(client));
                return null;
            case RateKeyKind.LabelNamespace:
                return AddLabels(part.Name!, evaluation, ref hash) ? null : Outcome.NoMatch;
            case RateKeyKind.QueryString when !evaluation.Request.RawTarget.Contains('?'):
                return Outcome.NoMatch;
            default:
                return AddField(part.Slot, evaluation, ref hash);
        }
    }

    // INVARIANT: every text goes in behind its length, so that no two lists of texts are the same bytes.
    static Outcome? AddField(int slot, Evaluation evaluation, ref SipHash hash)
    {
        var values = evaluation.Values(slot);
        if (values.Decided == Outcome.Error) evaluation.Error = EvaluationError.TooMuchTransformed;
        if (values.Decided is { } decided) return decided;
        if (values.Count == 0) return Outcome.NoMatch;
        hash.Add(values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            var text = values[i].Text.Span;
            hash.Add(text.Length);
            hash.Add(text);
        }
        return null;
    }

    static bool AddLabels(string space, Evaluation evaluation, ref SipHash hash)
    {
        var count = 0;
        foreach (var label in evaluation.Labels)
        {
            if (!label.StartsWith(space, StringComparison.Ordinal)) continue;
            hash.Add(label.Length);
            hash.Add(label);
            count++;
        }
        hash.Add(count);
        return count > 0;
    }

    Outcome? ReadAddress(Evaluation evaluation, bool forwarded, out AddressKey address) =>
        ClientAddress.Read(evaluation.Request, forwarded ? definition.ForwardedIp : null, out address);

    RateValue[] Values(Evaluation evaluation) => definition.Aggregation switch
    {
        RateAggregation.Constant => [],
        RateAggregation.Ip => [Value(new RateKeyPart(RateKeyKind.Ip, null), evaluation)],
        RateAggregation.ForwardedIp => [Value(new RateKeyPart(RateKeyKind.ForwardedIp, null), evaluation)],
        _ => Array.ConvertAll(parts, part => Value(part, evaluation)),
    };

    RateValue Value(RateKeyPart part, Evaluation evaluation)
    {
        string text;
        switch (part.Kind)
        {
            case RateKeyKind.Ip or RateKeyKind.ForwardedIp:
                ReadAddress(evaluation, part.Kind == RateKeyKind.ForwardedIp, out var address);
                return new RateValue(part.Kind, null, address.ToAddress().ToString());
            case RateKeyKind.Asn:
                ReadAddress(evaluation, definition.ForwardedIp is not null, out var client);
                text = networks.Asn(client).ToString(CultureInfo.InvariantCulture);
                break;
            case RateKeyKind.LabelNamespace:
                text = evaluation.Labels.First(label => label.StartsWith(part.Name!, StringComparison.Ordinal))[part.Name!.Length..];
                break;
            default:
                text = evaluation.Values(part.Slot)[0].Text.ToString();
                break;
        }
        return new RateValue(part.Kind, part.Name, text.Length <= RateValue.MaxLength ? text : text[..RateValue.MaxLength]);
    }
}

/// <summary>One component of a key.</summary>
/// <param name="Slot">Where the evaluation keeps a component that is a field; -1 for others.</param>
sealed record RateKeyPart(RateKeyKind Kind, string? Name, int Slot = -1);

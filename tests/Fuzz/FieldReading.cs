using Redoubt.Waf;

namespace Redoubt.Fuzz;

/// <summary>Reads one field of a request as an evaluation does, without rules around it.</summary>
static class FieldReading
{
    /// <returns>The field's texts.</returns>
    public static List<string> Read(FieldDefinition definition, InspectedRequest request)
    {
        var field = FieldTable.Build(definition, message => throw new InvalidOperationException(message))!;
        var evaluation = new Evaluation([new Slot(field, -1, null)], [null], CompileOptions.Default);
        evaluation.Begin(request);
        var values = evaluation.Values(0);
        var texts = new List<string>(values.Count);
        for (var i = 0; i < values.Count; i++) texts.Add(values[i].Text.ToString());
        if (values.Decided == Outcome.Error) throw new BrokenPromise("a small request could not be read for want of memory");
        evaluation.End();
        if (CompileOptions.Default.Memory.Held != 0) throw new BrokenPromise("memory was not given back");
        return texts;
    }

    public static RequestFaults Faults(InspectedRequest request)
    {
        var evaluation = new Evaluation([], [], CompileOptions.Default);
        evaluation.Begin(request);
        var faults = evaluation.Faults ?? throw new BrokenPromise("a small request could not be read for want of memory");
        evaluation.End();
        return faults;
    }
}

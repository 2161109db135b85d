namespace Redoubt.Waf;

sealed class Method : Field
{
    public override string Location => "METHOD";

    public override string Key => Location;

    public override void Extract(Evaluation evaluation, FieldValues values) => values.Add(default, evaluation.Request.Method.AsMemory());
}

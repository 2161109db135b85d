namespace Redoubt.Services.Iam.Policies;

/// <summary>A policy document, read and checked once, that any number of decisions may ask at the same time.</summary>
sealed class Policy(string document, PolicyKind kind, Statement[] statements) : CompiledPolicy(document)
{
    public PolicyKind Kind => kind;

    public IReadOnlyList<Statement> Statements => statements;

    public Statement[] Denials { get; } = Array.FindAll(statements, statement => statement.Denies);

    public Statement[] Allowances { get; } = Array.FindAll(statements, statement => !statement.Denies);
}

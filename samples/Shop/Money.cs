namespace Shop;

/// <summary>An amount in pounds sterling, kept in whole pence.</summary>
readonly record struct Money(int Pence) : IComparable<Money>
{
    public static readonly Money Zero = new(0);

    public decimal Pounds => Pence / 100m;

    public static Money operator +(Money left, Money right) => new(left.Pence + right.Pence);

    public static Money operator -(Money left, Money right) => new(left.Pence - right.Pence);

    public static Money operator *(Money price, int quantity) => new(price.Pence * quantity);

    public static bool operator <(Money left, Money right) => left.Pence < right.Pence;

    public static bool operator >(Money left, Money right) => left.Pence > right.Pence;

    public static bool operator <=(Money left, Money right) => left.Pence <= right.Pence;

    public static bool operator >=(Money left, Money right) => left.Pence >= right.Pence;

    public static Money Min(Money left, Money right) => left < right ? left : right;

    public int CompareTo(Money other) => Pence.CompareTo(other.Pence);

    public override string ToString() => $"£{Pounds:0.00}";
}

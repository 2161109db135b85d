using System.Numerics;

namespace Redoubt.Gateway.Challenges;

/// <summary>A shape as a closed line around the origin, about one unit in radius.</summary>
/// <param name="Name">As the page's texts name it.</param>
/// <param name="Turn">How far it may be turned, in radians, and still be what it is.</param>
/// <param name="Hollow">Whether it can be drawn as an outline: every ray from the origin meets the line once.</param>
sealed record Shape(string Name, float Turn, bool Hollow, Vector2[] Line);

static class Shapes
{
    public static readonly Shape[] All =
    [
        new("circle", 0, true, Around(36, _ => 0.95f)),
        new("triangle", 0.5f, true, Corners((0, -1.05f), (0.95f, 0.75f), (-0.95f, 0.75f))),
        new("square", 0.3f, true, Corners((-0.82f, -0.82f), (0.82f, -0.82f), (0.82f, 0.82f), (-0.82f, 0.82f))),
        new("star", 0.6f, true, Around(10, i => i % 2 == 0 ? 1.1f : 0.46f)),
        new("heart", 0.45f, true, Heart()),
        new("cross", 0.3f, true, Corners(
            (-0.32f, -1), (0.32f, -1), (0.32f, -0.32f), (1, -0.32f), (1, 0.32f), (0.32f, 0.32f), (0.32f, 1), (-0.32f, 1), (-0.32f, 0.32f), (-1, 0.32f), (-1, -0.32f), (-0.32f, -0.32f))),
        new("moon", 0.6f, false, Moon()),
    ];

    static Vector2[] Corners(params (float X, float Y)[] corners) => [.. corners.Select(static corner => new Vector2(corner.X, corner.Y))];

    static Vector2[] Around(int count, Func<int, float> radius) =>
        [.. Enumerable.Range(0, count).Select(i => Polar(radius(i), (2 * i / (float)count - 0.5f) * MathF.PI))];

    static Vector2[] Heart() => [.. Enumerable.Range(0, 40).Select(static i =>
    {
        var t = i / 40f * 2 * MathF.PI;
        var y = 13 * MathF.Cos(t) - 5 * MathF.Cos(2 * t) - 2 * MathF.Cos(3 * t) - MathF.Cos(4 * t);
        return new Vector2(16 * MathF.Pow(MathF.Sin(t), 3), -y - 2) / 16;
    })];

    // The outer arc from horn to horn, and back along the edge of the shadow.
    static Vector2[] Moon()
    {
        var horn = MathF.Acos(0.45f);
        var outer = Enumerable.Range(0, 31).Select(i => Polar(1, horn + i / 30f * 2 * (MathF.PI - horn)));
        var shadow = MathF.Atan2(MathF.Sin(horn), 0.45f - 0.55f);
        var radius = MathF.Sqrt(MathF.Pow(MathF.Sin(horn), 2) + 0.01f);
        var inner = Enumerable.Range(1, 19).Select(i => new Vector2(0.55f, 0) + Polar(radius, -shadow - i / 20f * 2 * (MathF.PI - shadow)));
        return [.. outer.Concat(inner).Select(static point => point + new Vector2(0.2f, 0))];
    }

    static Vector2 Polar(float radius, float angle) => new(radius * MathF.Cos(angle), radius * MathF.Sin(angle));
}

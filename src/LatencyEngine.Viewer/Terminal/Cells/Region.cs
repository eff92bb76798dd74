namespace LatencyEngine.Viewer.Terminal.Cells;

/// <summary>A part of a screen, in columns and lines. May be empty. A value.</summary>
internal readonly record struct Region(int X, int Y, int Width, int Height)
{
    public int Right => X + Width;

    public int Bottom => Y + Height;

    public bool IsEmpty => Width <= 0 || Height <= 0;

    public static Region Of(CellBuffer buffer) => new(0, 0, buffer.Width, buffer.Height);

    /// <summary>What is left below the first lines.</summary>
    public Region Below(int lines) => this with { Y = Y + lines, Height = Math.Max(0, Height - lines) };

    /// <summary>The first lines.</summary>
    public Region Top(int lines) => this with { Height = Math.Clamp(lines, 0, Height) };

    public Region Left(int columns) => this with { Width = Math.Clamp(columns, 0, Width) };

    public Region After(int columns) => this with { X = X + columns, Width = Math.Max(0, Width - columns) };
}

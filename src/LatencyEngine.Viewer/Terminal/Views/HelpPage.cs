using LatencyEngine.Viewer.Terminal.Cells;

namespace LatencyEngine.Viewer.Terminal.Views;

/// <summary>The keys, on a page of their own. Pure.</summary>
internal static class HelpPage
{
    private static readonly (string Key, string Meaning)[] Keys =
    [
        ("1 to 6, Tab, left, right", "another view"),
        ("up, down, PgUp, PgDn, Home, End", "select and scroll"),
        ("Enter", "the order book of the selected instrument"),
        ("s", "sort by the next column, then as rows came"),
        ("r", "reverse the order"),
        ("/", "show only symbols with a text; Esc clears it"),
        ("f", "in Orders: fills or ended orders"),
        ("Ctrl+L", "draw the screen again"),
        ("?", "this page"),
        ("q, Ctrl+C", "quit; the engine does not notice"),
    ];

    public static void Draw(CellBuffer buffer, Region region)
    {
        Heading.Draw(buffer, region, "Keys", "any key: back");
        var width = Math.Min(32, region.Width / 2);
        for (var i = 0; i < Keys.Length && i + 1 < region.Height; i++)
        {
            buffer.Write(region.X + width, region.Y + 1 + i, Keys[i].Meaning);
            buffer.Write(region.X, region.Y + 1 + i, Keys[i].Key.AsSpan(0, Math.Min(Keys[i].Key.Length, width)), Ink.Strong);
        }
    }
}

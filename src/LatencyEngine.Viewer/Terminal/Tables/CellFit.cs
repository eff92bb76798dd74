namespace LatencyEngine.Viewer.Terminal.Tables;

/// <summary>Texts cut to a width: words visibly, numbers never, since half a number is a wrong one. Pure.</summary>
internal static class CellFit
{
    public static string Words(string text, int width) => text.Length <= width ? text
        : width <= 1 ? text[..Math.Max(0, width)]
        : text[..(width - 1)] + "…";

    /// <summary>A number that does not fit becomes number signs, as in a spreadsheet.</summary>
    public static string Number(string text, int width) => text.Length <= width ? text : new string('#', Math.Max(0, width));
}

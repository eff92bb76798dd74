namespace LatencyEngine.Viewer.Terminal.Views;

/// <summary>Hints that several views give.</summary>
internal static class HintTexts
{
    public const string Table = "s sort  r reverse  / filter";
}

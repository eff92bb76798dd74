using LatencyEngine.Viewer.Terminal.Cells;
using LatencyEngine.Viewer.Terminal.Keys;

namespace LatencyEngine.Viewer.Terminal.Views;

/// <summary>One view of an engine: draws a frame, reacts to keys. The viewer's thread; owns what is selected in it.</summary>
internal interface IScreenView
{
    string Title { get; }

    /// <summary>What its rows are sorted by, for the last line of the screen; empty where nothing is sorted.</summary>
    string SortText { get; }

    /// <summary>Its own keys, for the last line of the screen.</summary>
    string Hints { get; }

    /// <summary>Draws into a region that may have any size.</summary>
    /// <param name="symbolFilter">Only instruments with this in their symbols; empty for all.</param>
    void Draw(Frame frame, CellBuffer buffer, Region region, string symbolFilter);

    /// <returns>Whether the key had a meaning here.</returns>
    bool Press(KeyPress press);
}

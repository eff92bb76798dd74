using System.Text;
using LatencyEngine.Runtime.Rings;

namespace LatencyEngine.Runtime.Topology;

/// <summary>Draws a pipeline as a tree per ring. Pure.</summary>
[ColdPath("for people")]
internal static class PipelineDrawing
{
    public static string Of(Pipeline pipeline)
    {
        var text = new StringBuilder();
        text.Append("pipeline ").Append(pipeline.Name).Append(" (").Append(pipeline.State).Append(")\n");
        foreach (var ring in pipeline.Rings) DrawRing(text, ring);
        foreach (var warning in pipeline.Warnings) text.Append("warning: ").Append(warning).Append('\n');
        return text.ToString();
    }

    private static void DrawRing(StringBuilder text, RingDeclaration ring)
    {
        var names = new List<string>(ring.ExternalProducers);
        foreach (var producer in ring.HandlerProducers) names.Add(producer.Role);
        text.Append(string.Join(", ", names)).Append(" ─▶ ring ").Append(ring.Name);
        text.Append(" (").Append(ring.Options.CapacitySlots).Append(" slots, ");
        text.Append(ring.AllowsSeveralProducers ? "several producers" : "one producer");
        text.Append(ring.Options.Publication == Publication.Slot ? ", by slot)\n" : ", by cursor)\n");
        DrawBranch(text, ring, parent: null, indent: "");
    }

    private static void DrawBranch(StringBuilder text, RingDeclaration ring, HandlerDeclaration? parent, string indent)
    {
        var children = ChildrenOf(ring, parent);
        for (var i = 0; i < children.Count; i++)
        {
            var isLast = i == children.Count - 1;
            text.Append(indent).Append(isLast ? "└─▶ " : "├─▶ ");
            DrawHandler(text, children[i]);
            DrawBranch(text, ring, children[i], indent + (isLast ? "    " : "│   "));
        }
    }

    private static void DrawHandler(StringBuilder text, HandlerDeclaration handler)
    {
        text.Append(handler.Role);
        for (var i = 0; i < handler.Upstream.Count - 1; i++)
            text.Append(i == 0 ? " (also after " : ", ").Append(handler.Upstream[i].Role);
        if (handler.Upstream.Count > 1) text.Append(')');
        text.Append(": ").Append(handler.Wait.Name).Append(", ").Append(handler.Placement);
        foreach (var outlet in handler.Outlets) text.Append(" ─▶ ring ").Append(outlet.Name);
        text.Append('\n');
    }

    // A handler that joins several is drawn below the last of them.
    private static List<HandlerDeclaration> ChildrenOf(RingDeclaration ring, HandlerDeclaration? parent)
    {
        var children = new List<HandlerDeclaration>();
        foreach (var handler in ring.Handlers)
            if ((handler.Upstream.Count == 0 ? null : handler.Upstream[^1]) == parent) children.Add(handler);
        return children;
    }
}

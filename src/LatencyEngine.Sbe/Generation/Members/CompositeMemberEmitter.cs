namespace LatencyEngine.Sbe.Generation.Members;

/// <summary>Emits a composite inside a block: a property for the value, and a reference to change it in place.</summary>
internal static class CompositeMemberEmitter
{
    public static void Emit(GenerationContext context, CodeWriter writer, BlockMember member)
    {
        var type = context.TypeOf(member.Type);
        var fallback = member.IsOptional
            ? $"The field {member.Name}; its IsNull says whether it is null."
            : $"The field {member.Name}.";
        Docs.Element(writer, context.Options, member.Element, fallback, member.Facts);
        using (writer.Block($"public {type} {member.Property}"))
        {
            writer.Line($"readonly get => {member.Field};");
            writer.Line($"set => {member.Field} = value;");
        }

        writer.Line();
        Docs.Summary(writer, $"{member.Property} in place, to change one of its members.");
        writer.Line(Framework.UnscopedRef);
        writer.Line($"public ref {type} {member.Property}Ref => ref {member.Field};");
    }
}

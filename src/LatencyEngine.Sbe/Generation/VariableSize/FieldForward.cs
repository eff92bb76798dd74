using LatencyEngine.Sbe.Generation.Codec;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation.VariableSize;

/// <summary>
/// Emits how a decoder shows a field of its block: what the struct over the block says, read in place, or
/// null when the sender's version does not have the field. The struct may reach beyond an older sender's
/// block, so nothing newer than the acting version is ever read from it.
/// </summary>
internal sealed class FieldForward
{
    private readonly BlockMember _member;
    private readonly string _name;

    public FieldForward(BlockMember member, NameScope names)
    {
        _member = member;
        _name = names.Claim(member.Property, "Value", DerivedNames(member));
    }

    public void Emit(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        switch (_member.Kind)
        {
            case MemberKind.Constant: EmitConstant(context, writer, context.Global(plan.Name)); break;
            case MemberKind.CharArray: EmitCharArray(context, writer); break;
            case MemberKind.NumberArray: EmitNumberArray(context, writer, plan); break;
            case MemberKind.Composite: EmitComposite(context, writer, plan); break;
            default: EmitScalar(context, writer, plan); break;
        }

        writer.Line();
    }

    private static bool IsNullable(BlockMember member) =>
        member is { IsOptional: true, Kind: MemberKind.Number or MemberKind.Enum };

    private static string[] DerivedNames(BlockMember member) => member.Kind switch
    {
        MemberKind.CharArray => ["*Raw", "*Text"],
        MemberKind.NumberArray => ["Get*", "Copy*To", "*Length"],
        MemberKind.Constant when member.Constant!.IsText => ["*Text"],
        _ when IsNullable(member) => ["*Raw"],
        _ => [],
    };

    /// <summary>The member read in place, unless the sender does not have it.</summary>
    private string Guarded(string absent, string present) =>
        _member.SinceVersion == 0 ? present : $"_version < {_member.SinceVersion} ? {absent} : {present}";

    private void Document(GenerationContext context, CodeWriter writer, string fallback) =>
        Docs.Element(writer, context.Options, _member.Element, fallback, _member.Facts);

    private void EmitScalar(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        var type = context.TypeOf(_member.Type);
        var absent = _member.Kind == MemberKind.Set
            ? "default"
            : $"{context.Global(plan.Name)}.{_member.Property}NullValue";
        if (!IsNullable(_member))
        {
            Document(context, writer, $"The field {_member.Name}.");
            writer.Line($"public readonly {type} {_name} => "
                + $"{Guarded(absent, $"Overlay.{_member.Property}")};");
            return;
        }

        Docs.Summary(writer, $"{_name} as it is on the wire, where the null value is null.");
        writer.Line($"public readonly {type} {_name}Raw => "
            + $"{Guarded(absent, $"Overlay.{_member.Property}Raw")};");
        writer.Line();
        Document(context, writer, $"The field {_member.Name}, or null.");
        writer.Line($"public readonly {type}? {_name} => {Guarded("null", $"Overlay.{_member.Property}")};");
    }

    private void EmitComposite(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        var type = context.TypeOf(_member.Type);
        var absent = CompositeShape.CanBeNull((CompositeType)_member.Type) ? $"{type}.Null" : "default";
        var present = BlockPlan.HasNewer(_member.Type)
            ? $"_version < {plan.LatestVersion} ? CopyBlock().{_member.Property} : Overlay.{_member.Property}"
            : $"Overlay.{_member.Property}";
        Document(context, writer, _member.IsOptional
            ? $"The field {_member.Name}; its IsNull says whether it is null."
            : $"The field {_member.Name}.");
        writer.Line($"public readonly {type} {_name} => {Guarded(absent, present)};");
    }

    private void EmitCharArray(GenerationContext context, CodeWriter writer)
    {
        var property = _member.Property;
        Docs.Summary(writer, $"{_name} as it is on the wire, padding included; empty when the sender does "
            + "not have it.");
        writer.Line($"public readonly {Framework.Bytes} {_name}Raw => "
            + $"{Guarded("default", $"Overlay.{property}Raw")};");
        writer.Line();
        Document(context, writer, $"The field {_member.Name}, without trailing NULs.");
        writer.Line($"public readonly {Framework.Bytes} {_name} => "
            + $"{Guarded("default", $"Overlay.{property}")};");
        writer.Line();
        Docs.Summary(writer, $"{_name} as a string. Allocates.");
        context.Cold(writer, "strings allocate");
        writer.Line($"public readonly string {_name}Text => {Guarded("\"\"", $"Overlay.{property}Text")};");
    }

    private void EmitNumberArray(GenerationContext context, CodeWriter writer, BlockPlan plan)
    {
        var (property, primitive) = (_member.Property, _member.Encoded.Primitive);
        var (keyword, block) = (CSharpPrimitive.Keyword(primitive), context.Global(plan.Name));
        Docs.Summary(writer, $"The number of elements of {_name}.");
        writer.Line($"public const int {_name}Length = {_member.Encoded.Length};");
        writer.Line();
        if (primitive.Size == 1 || context.Schema.ByteOrder == ByteOrder.LittleEndian)
        {
            Document(context, writer, $"The field {_member.Name} in place; empty when the sender does not "
                + "have it.");
            writer.Line($"public readonly {Framework.ReadOnlySpan(keyword)} {_name} =>");
            writer.Line($"    {Guarded("default", $"Overlay.{property}")};");
            writer.Line();
        }

        Document(context, writer, $"One element of {_member.Name}.");
        writer.Line($"public readonly {keyword} Get{_name}(int index) =>");
        writer.Line($"    {Guarded($"{block}.{property}NullValue", $"Overlay.Get{property}(index)")};");
        writer.Line();
        Docs.Summary(writer, $"Copies all elements of {_name}; throws when the destination is shorter.");
        using var body = writer.Block($"public readonly void Copy{_name}To(scoped "
            + $"global::System.Span<{keyword}> destination)");
        if (_member.SinceVersion > 0)
            writer.Line($"if (_version < {_member.SinceVersion}) CopyBlock().Copy{property}To(destination);");
        writer.Line($"{(_member.SinceVersion > 0 ? "else " : "")}Overlay.Copy{property}To(destination);");
    }

    private void EmitConstant(GenerationContext context, CodeWriter writer, string block)
    {
        var isText = _member.Constant!.IsText;
        var type = isText ? Framework.Bytes : context.TypeOf(_member.Type);
        Document(context, writer, $"The constant {_member.Name}.");
        writer.Line($"public static {type} {_name} => {block}.{_member.Property};");
        if (!isText) return;
        writer.Line();
        Docs.Summary(writer, $"{_name} as a string.");
        writer.Line($"public const string {_name}Text = {block}.{_member.Property}Text;");
    }
}

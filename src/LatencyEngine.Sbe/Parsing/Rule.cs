namespace LatencyEngine.Sbe.Parsing;

/// <summary>
/// The codes of all findings. They are stable: build logs, suppressions and searches rely on them. SBE0xx are
/// errors, SBE1xx are warnings of the evolution linter, SBE2xx come from comparing two versions of a schema.
/// </summary>
public static class Rule
{
    // The file and its shape.
    public const string MalformedXml = "SBE001";
    public const string IncludeFailed = "SBE002";
    public const string WrongRoot = "SBE003";
    public const string UnknownElement = "SBE004";
    public const string UnknownAttribute = "SBE005";
    public const string MissingAttribute = "SBE006";
    public const string BadNumber = "SBE007";
    public const string OutOfRange = "SBE008";
    public const string IllegalName = "SBE009";
    public const string UnknownKeyword = "SBE010";
    public const string UnexpectedText = "SBE011";
    public const string UnreadableFile = "SBE012";

    // Types.
    public const string DuplicateType = "SBE020";
    public const string UnknownType = "SBE021";
    public const string TypeCycle = "SBE022";
    public const string UnknownPrimitive = "SBE023";
    public const string BadLength = "SBE024";
    public const string ConstantWithoutValue = "SBE025";
    public const string ConstantMismatch = "SBE026";
    public const string UnknownValueRef = "SBE027";
    public const string InvalidPresence = "SBE028";
    public const string MinAboveMax = "SBE029";
    public const string NullInsideRange = "SBE030";
    public const string UnfitLimit = "SBE031";
    public const string UnknownCharacterEncoding = "SBE032";

    // Enums, sets and composites.
    public const string BadEncodingType = "SBE040";
    public const string UnfitEnumValue = "SBE041";
    public const string DuplicateEnumValue = "SBE042";
    public const string ChoiceOutOfRange = "SBE043";
    public const string DuplicateChoice = "SBE044";
    public const string DuplicateMember = "SBE045";
    public const string EmptyType = "SBE046";
    public const string OffsetTooSmall = "SBE047";
    public const string TooDeep = "SBE048";
    public const string TooLarge = "SBE049";

    // Messages.
    public const string DuplicateMessage = "SBE060";
    public const string DuplicateField = "SBE061";
    public const string BlockLengthTooSmall = "SBE062";
    public const string BlockLengthTooLarge = "SBE063";
    public const string OrderViolated = "SBE064";
    public const string BadDimension = "SBE065";
    public const string BadVarData = "SBE066";
    public const string BadHeader = "SBE067";
    public const string SinceVersionTooNew = "SBE068";
    public const string SinceVersionDecreases = "SBE069";
    public const string BadDeprecation = "SBE070";
    public const string UnfitFieldType = "SBE071";
    public const string DoesNotFitHeader = "SBE072";

    // The evolution linter.
    public const string GroupBeforeOlderData = "SBE101";
    public const string EntriesGrow = "SBE102";
    public const string CompositeGrows = "SBE103";
    public const string DeprecatedInUse = "SBE104";
    public const string SignedEncoding = "SBE105";
    public const string NamesDifferByCase = "SBE106";

    // Two versions of a schema compared.
    public const string IdentityChanged = "SBE201";
    public const string VersionNotRaised = "SBE202";
    public const string MessageRemoved = "SBE203";
    public const string ElementRemoved = "SBE204";
    public const string ElementMoved = "SBE205";
    public const string TypeChanged = "SBE206";
    public const string BlockShrank = "SBE207";
    public const string AddedWithoutVersion = "SBE208";
    public const string AddedInTheMiddle = "SBE209";
    public const string Renamed = "SBE210";
    public const string PresenceChanged = "SBE211";
    public const string ValuesChanged = "SBE212";
    public const string MessageAdded = "SBE213";
}

namespace Shop;

/// <param name="Fields">What is wrong with each field, if it is about fields.</param>
sealed record ApiError(string Error, IReadOnlyDictionary<string, string>? Fields = null)
{
    public static IResult Because(int status, string error) => Results.Json(new ApiError(error), ApiJson.Default.ApiError, statusCode: status);

    public static IResult Invalid(IReadOnlyDictionary<string, string> fields) =>
        Results.Json(new ApiError("Please check the fields.", fields), ApiJson.Default.ApiError, statusCode: StatusCodes.Status422UnprocessableEntity);

    public static IResult NotFound(string what) => Because(StatusCodes.Status404NotFound, $"There is no such {what}.");
}

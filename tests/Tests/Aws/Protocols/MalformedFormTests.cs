using Redoubt.Aws.Protocols;
using Redoubt.Services.Iam;

namespace Redoubt.Tests.Aws.Protocols;

public sealed class MalformedFormTests
{
    [Theory]
    [InlineData("UserName=%")]
    [InlineData("UserName=%4")]
    [InlineData("UserName=%zz")]
    [InlineData("UserName=%ff")]
    [InlineData("%C3%28=a")]
    public void A_broken_escape_is_refused(string form)
    {
        var error = Wire.Refused(IamShapes.Service, "CreateUser", form);

        Assert.Equal("MalformedQueryString", error.Code);
        Assert.Equal(404, error.Status);
    }

    [Theory]
    [InlineData("UserName=a&UserName=b")]
    [InlineData("Tags.member.1.Key=a&Tags.member.3.Key=b")]
    [InlineData("Tags.member.0.Key=a")]
    [InlineData("Tags.member.x.Key=a")]
    [InlineData("Tags.member.01.Key=a")]
    [InlineData("Tags=a")]
    [InlineData("UserName.member.1=a")]
    [InlineData("Tags.member.1=a")]
    public void Fields_that_do_not_fit_the_model_are_refused(string form) =>
        Assert.Equal("MalformedInput", Wire.Refused(IamShapes.Service, "CreateUser", form).Code);

    [Theory]
    [InlineData("MaxItems=ten")]
    [InlineData("MaxItems=1.0")]
    [InlineData("MaxItems=+%201")]
    [InlineData("MaxItems=")]
    [InlineData("MaxItems=99999999999")]
    public void A_number_is_a_number(string form) => Assert.Equal("MalformedInput", Wire.Refused(IamShapes.Service, "ListUsers", form).Code);

    [Fact]
    public void Items_may_come_in_any_order()
    {
        var request = (CreateUserRequest)Wire.Read(IamShapes.Service, "CreateUser", "Tags.member.2.Key=b&Tags.member.1.Key=a&Tags.member.2.Value=2&UserName=x+y%2B");

        Assert.Equal(["a", "b"], request.Tags!.Select(tag => tag.Key));
        Assert.Equal("x y+", request.UserName);
    }

    [Fact]
    public void Unknown_fields_are_skipped() => Assert.Equal("a", ((CreateUserRequest)Wire.Read(IamShapes.Service, "CreateUser", "Nothing.here.1=x&UserName=a&Action=CreateUser")).UserName);

    [Fact]
    public void Fields_and_steps_are_bounded()
    {
        var many = string.Join('&', Enumerable.Range(0, FormInput.MaxFields + 1).Select(i => $"a{i}=b"));
        var deep = string.Join('.', Enumerable.Repeat("a", FormInput.MaxDepth + 1)) + "=b";

        Assert.Equal("MalformedQueryString", Wire.Refused(IamShapes.Service, "CreateUser", many).Code);
        Assert.Equal("MalformedQueryString", Wire.Refused(IamShapes.Service, "CreateUser", deep).Code);
    }

    [Fact]
    public void A_get_carries_the_form_in_its_query()
    {
        var operation = IamShapes.Service.Operation("GetUser")!;

        var request = (GetUserRequest)new AwsQuery().Read(operation, new() { Method = "GET", RawPath = "/", RawQuery = "Action=GetUser&UserName=%61", Headers = new Microsoft.AspNetCore.Http.HeaderDictionary() });

        Assert.Equal("a", request.UserName);
    }
}

package main

import (
	"context"
	"encoding/json"
	"fmt"

	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	apivalidation "k8s.io/apimachinery/pkg/api/validation"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/validation/field"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
)

// verdict is what the API server says when an object that is new is applied on the server, with strict validation of fields.
type verdict struct {
	Valid  bool      `json:"valid"`
	Errors []problem `json:"errors"`
}

type problem struct {
	Field  string `json:"field"`
	Type   string `json:"type"`
	Detail string `json:"detail"`
}

func answerValidate(line []byte) (any, error) {
	var asked struct {
		Object json.RawMessage `json:"object"`
	}
	if err := json.Unmarshal(line, &asked); err != nil {
		return nil, err
	}
	// Reads integers as integers, as the API server does; encoding/json would make floats of them.
	var object unstructured.Unstructured
	if err := object.UnmarshalJSON(asked.Object); err != nil {
		return nil, err
	}
	judge, known := judges[object.GetAPIVersion()+"/"+object.GetKind()]
	if !known {
		return nil, fmt.Errorf("no CRD serves %s %s", object.GetAPIVersion(), object.GetKind())
	}
	problems := judge.problems(&object)
	return verdict{Valid: len(problems) == 0, Errors: problems}, nil
}

// problems goes the way of an apply request: decoding (unknown fields, defaults), then validation. Unlike a create request, it keeps
// nulls that no default takes the place of.
// See customresource_handler.go and customResourceStrategy.Validate of the API server, which are not exported.
func (j *judge) problems(object *unstructured.Unstructured) []problem {
	problems := []problem{}
	unknown, err := j.decode(object)
	if err != nil {
		return append(problems, problem{Type: "Decoding", Detail: err.Error()})
	}
	for _, path := range unknown {
		problems = append(problems, problem{Field: path, Type: "Unknown", Detail: "unknown field"})
	}
	for _, err := range j.validate(object) {
		problems = append(problems, problem{Field: err.Field, Type: string(err.Type), Detail: err.Detail})
	}
	return problems
}

func (j *judge) decode(object *unstructured.Unstructured) ([]string, error) {
	apiVersion, kind := object.GetAPIVersion(), object.GetKind()
	meta, found, unknown, err := objectmeta.GetObjectMetaWithOptions(object.Object, objectmeta.ObjectMetaOptions{ReturnUnknownFieldPaths: true})
	if err != nil {
		return nil, err
	}
	track := schema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
	unknown = append(unknown, pruning.PruneWithOptions(object.Object, j.structural, true, track)...)
	coerceErr, paths := objectmeta.CoerceWithOptions(nil, object.Object, j.structural, false, objectmeta.CoerceOptions{ReturnUnknownFieldPaths: true})
	if coerceErr != nil {
		return nil, coerceErr
	}
	unknown = append(unknown, paths...)
	object.SetKind(kind)
	object.SetAPIVersion(apiVersion)
	if found {
		if err := objectmeta.SetObjectMeta(object.Object, meta); err != nil {
			return nil, err
		}
	}
	defaulting.Default(object.Object, j.structural)
	// A namespaced object that names no namespace is created in the one of the request.
	if j.namespaced && object.GetNamespace() == "" {
		object.SetNamespace("default")
	}
	if j.hasStatus {
		delete(object.Object, "status")
	}
	return unknown, nil
}

func (j *judge) validate(object *unstructured.Unstructured) field.ErrorList {
	errs := apivalidation.ValidateObjectMetaAccessor(object, j.namespaced, apivalidation.NameIsDNSSubdomain, field.NewPath("metadata"))
	errs = append(errs, validation.ValidateCustomResource(nil, object.Object, j.openAPI)...)
	errs = append(errs, objectmeta.Validate(nil, object.Object, j.structural, false)...)
	errs = append(errs, listtype.ValidateListSetsAndMaps(nil, j.structural, object.Object)...)
	if j.cel == nil || blocksCel(errs) {
		return errs
	}
	celErrs, _ := j.cel.Validate(context.Background(), nil, j.structural, object.Object, nil, celconfig.RuntimeCELCostBudget)
	return append(errs, celErrs...)
}

// blocksCel says whether rules are not evaluated because the object has not the shape they were written for.
func blocksCel(errs field.ErrorList) bool {
	for _, err := range errs {
		switch err.Type {
		case field.ErrorTypeNotSupported, field.ErrorTypeRequired, field.ErrorTypeTooLong, field.ErrorTypeTooMany, field.ErrorTypeTypeInvalid:
			return true
		}
	}
	return false
}
